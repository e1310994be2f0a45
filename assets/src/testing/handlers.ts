/** A server for tests: answers fetch from a table of routes and remembers what was asked. */
import { vi } from "vitest";

export interface Asked {
  method: string;
  path: string;
  search: URLSearchParams;
  headers: Headers;
  body: unknown;
}

type Answer = { status?: number; body?: unknown; headers?: HeadersInit };
type Handler = (asked: Asked) => Answer | Promise<Answer>;

export interface TestServer {
  asked: Asked[];
  /** Adds or replaces what one route answers, as in "GET /api/orders". */
  on: (route: string, handler: Handler) => void;
}

export function serve(routes: Record<string, Handler>): TestServer {
  const table = new Map(Object.entries(routes));
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (address: string, init: RequestInit = {}) => {
    const { pathname, searchParams } = new URL(address, "http://localhost");
    const request: Asked = {
      method: init.method ?? "GET",
      path: pathname,
      search: searchParams,
      headers: new Headers(init.headers),
      body: typeof init.body === "string" ? JSON.parse(init.body) : null,
    };
    asked.push(request);
    const handler = table.get(`${request.method} ${pathname}`);
    const {
      status = 200,
      body,
      headers,
    } = handler
      ? await handler(request)
      : { status: 404, body: problem(404, "not_found", "Nothing here.") };
    return new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      ...(headers ? { headers } : {}),
    });
  });
  return { asked, on: (route, handler) => table.set(route, handler) };
}

export function problem(
  status: number,
  code: string,
  detail: string,
  more: object = {},
) {
  return { type: "about:blank", title: code, status, code, detail, ...more };
}
