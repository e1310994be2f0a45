/**
 * A key that nobody else makes. `crypto.randomUUID` exists on secure origins only, and
 * a shop's own network speaks plain http, so the bytes are drawn by hand.
 */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
