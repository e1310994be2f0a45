import { useEffect, useState } from "react";
import { useScroller } from "./use-scroller";

/** As in components/table.module.css. */
const narrowPx = 560;

/** Whether the list at hand is so narrow that its rows are cards. */
export function useIsNarrow(): boolean {
  const scroller = useScroller();
  const [isNarrow, setIsNarrow] = useState(false);
  useEffect(() => {
    const frame = scroller.current;
    if (!frame) return;
    const observer = new ResizeObserver(() =>
      setIsNarrow(frame.clientWidth <= narrowPx),
    );
    observer.observe(frame);
    return () => observer.disconnect();
  }, [scroller]);
  return isNarrow;
}
