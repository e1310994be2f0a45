import { createContext, useContext, type RefObject } from "react";

export const ScrollContext = createContext<RefObject<HTMLElement | null>>({
  current: null,
});

/** The element that the list at hand scrolls in. */
export function useScroller(): RefObject<HTMLElement | null> {
  return useContext(ScrollContext);
}
