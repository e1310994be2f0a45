/**
 * Reads a secret from behind the # of the address and takes it away at once, so that it
 * stays neither on screen nor in the history. The server never sees a fragment.
 */
export function takeFragment(name: string): string | null {
  const fragment = new URLSearchParams(window.location.hash.slice(1));
  const value = fragment.get(name);
  if (value === null) return null;
  const { pathname, search } = window.location;
  window.history.replaceState(window.history.state, "", pathname + search);
  return value;
}
