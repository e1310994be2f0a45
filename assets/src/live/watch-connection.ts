const tickMs = 15_000;

/**
 * A connection that ended without a word (a laptop that slept, a cable pulled) looks
 * open to the browser for minutes. These are the signs of it.
 */
export function watchConnection(onDoubt: () => void): () => void {
  let last = Date.now();
  const timer = setInterval(() => {
    const slept = Date.now() - last > 4 * tickMs;
    last = Date.now();
    if (slept) onDoubt();
  }, tickMs);
  window.addEventListener("online", onDoubt);
  window.addEventListener("offline", onDoubt);
  return () => {
    clearInterval(timer);
    window.removeEventListener("online", onDoubt);
    window.removeEventListener("offline", onDoubt);
  };
}
