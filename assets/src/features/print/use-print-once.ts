import { useEffect, useRef } from "react";

/** Opens the print dialog by itself, once, as soon as the sheets are there. */
export function usePrintOnce(isReady: boolean): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (!isReady || isDone.current) return;
    // The dialog stops the page: first it is painted, then asked about.
    const frame = requestAnimationFrame(() => {
      isDone.current = true;
      const images = [...document.images].map((image) => decoded(image));
      void Promise.all(images).then(() => window.print());
    });
    return () => cancelAnimationFrame(frame);
  }, [isReady]);
}

/** A logo that is still on its way would be missing on paper; one that does not come holds nothing up. */
async function decoded(image: HTMLImageElement): Promise<void> {
  try {
    await image.decode();
  } catch {
    // It is printed without.
  }
}
