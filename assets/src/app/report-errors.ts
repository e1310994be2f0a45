/** Tells the server of what nobody caught, so that the log of the shop has it. */

/** A page that fails over and over says so only a few times. */
const mostReports = 3;
const longest = 2000;

export function reportErrors() {
  const told = new Set<string>();
  const report = (error: unknown) => {
    const { message, stack } = described(error);
    if (told.has(message) || told.size >= mostReports) return;
    told.add(message);
    const body = { message, stack, url: pageAddress() };
    // A report that is lost must not become an error itself.
    fetch("/api/client-errors", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "same-origin",
      keepalive: true,
    }).catch(() => undefined);
  };
  window.addEventListener("error", (event) => {
    report(event.error ?? event.message);
  });
  window.addEventListener("unhandledrejection", (event) => {
    report(event.reason);
  });
}

function described(error: unknown): { message: string; stack?: string } {
  if (!(error instanceof Error)) return { message: short(String(error)) };
  const message = short(`${error.name}: ${error.message}`);
  return error.stack ? { message, stack: short(error.stack) } : { message };
}

function short(text: string): string {
  return text.slice(0, longest);
}

/** Without the query and the fragment, which may hold a name or a token. */
function pageAddress(): string {
  return window.location.origin + window.location.pathname;
}
