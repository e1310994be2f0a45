import { useEffect, useRef } from "react";

/** Opens the print dialog by itself, once, as soon as the sheets are there. */
export function usePrintOnce(isReady: boolean): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (!isReady || isDone.current) return;
    // The dialog stops the page: first it is painted, then asked about.
    const frame = requestAnimationFrame(() => {
      isDone.current = true;
      window.print();
    });
    return () => cancelAnimationFrame(frame);
  }, [isReady]);
}
