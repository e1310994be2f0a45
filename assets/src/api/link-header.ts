/** The address of the next page in a Link header (RFC 8288), or null at the end of a list. */
export function nextLink(header: string | null): string | null {
  if (header === null) return null;
  for (const [, address, parameters] of header.matchAll(/<([^>]*)>([^<]*)/g)) {
    if (address && /;\s*rel\s*=\s*"?next"?/i.test(parameters ?? "")) {
      // The server may answer with a full address; only its path matters here.
      const url = new URL(address, window.location.origin);
      return url.pathname + url.search;
    }
  }
  return null;
}
