import { createContext, useContext, useEffect } from "react";
import { formatCount } from "../lib/money";
import { useShop } from "./use-shop";

/** How many orders wait, for the title of the tab; null for those who have none to work on. */
export const WaitingContext = createContext<number | null>(null);

/** Names the tab: what waits, what is open, whose shop. */
export function useTitle(title: string): void {
  const { shop_name } = useShop();
  const waiting = useContext(WaitingContext);
  const count = waiting ? `(${formatCount(waiting)}) ` : "";
  useEffect(() => {
    document.title = `${count}${title} · ${shop_name}`;
  }, [count, title, shop_name]);
}
