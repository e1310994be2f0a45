/**
 * One request to the server, and its answer or its problem. Everything that fails,
 * fails as a Problem, also when no answer came at all.
 */
import type { BaseQueryFn } from "@reduxjs/toolkit/query";
import { words } from "../words/words";
import { nextLink } from "./link-header";
import { serverUnreachable, sessionEnded } from "./signals";
import type { Problem } from "./types";

export type QueryParams = Record<string, string | number | boolean | undefined>;

export interface ApiRequest {
  url: string;
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  params?: QueryParams;
  headers?: Record<string, string>;
  body?: unknown;
  /** A body that is no JSON; its type says what it is. */
  file?: Blob;
  /** A status whose JSON is an answer too, unless it is a problem. */
  answersWith?: number;
  /** A 401 that answers the request itself (a wrong password) does not end a session. */
  keepsSession?: boolean;
}

export interface ReplyMeta {
  next: string | null;
}

type ApiBaseQuery = BaseQueryFn<
  ApiRequest | string,
  unknown,
  Problem,
  object,
  ReplyMeta
>;

export const baseQuery: ApiBaseQuery = async (args, { signal, dispatch }) => {
  const request = typeof args === "string" ? { url: args } : args;
  let response: Response;
  try {
    response = await fetch(address(request), {
      method: request.method ?? "GET",
      headers: headersOf(request),
      body: bodyOf(request),
      credentials: "same-origin",
      signal,
    });
  } catch {
    dispatch(serverUnreachable());
    return { error: unreachable() };
  }
  const meta = { next: nextLink(response.headers.get("Link")) };
  const content = await response.text().catch(() => "");
  if (response.ok) {
    return {
      data: content === "" ? null : (JSON.parse(content) as unknown),
      meta,
    };
  }
  if (response.status === request.answersWith) {
    const answer = parsed(content);
    if (answer !== null && !("code" in answer)) return { data: answer, meta };
  }
  if (response.status === 401 && !request.keepsSession)
    dispatch(sessionEnded());
  return { error: problemOf(response, content), meta };
};

function address({ url, params = {} }: ApiRequest): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined && value !== "") query.set(key, String(value));
  }
  const path = url.startsWith("/api/") ? url : `/api${url}`;
  return query.size === 0 ? path : `${path}?${query}`;
}

function bodyOf({ body, file }: ApiRequest): BodyInit | null {
  if (file) return file;
  return body === undefined ? null : JSON.stringify(body);
}

function headersOf({ headers, body }: ApiRequest): Record<string, string> {
  const json: Record<string, string> =
    body === undefined ? {} : { "Content-Type": "application/json" };
  return { Accept: "application/json", ...json, ...headers };
}

function problemOf(response: Response, content: string): Problem {
  const requestId = response.headers.get("X-Request-Id") ?? undefined;
  const problem = parsed(content) as Problem | null;
  // What is no problem document comes from something between here and the server.
  if (typeof problem?.code === "string") {
    return { request_id: requestId, ...problem };
  }
  return {
    type: "about:blank",
    title: response.statusText,
    status: response.status,
    detail: words.problems.unexpected(response.status),
    code: "internal",
    request_id: requestId,
  };
}

function parsed(content: string): object | null {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function unreachable(): Problem {
  return {
    type: "about:blank",
    title: words.problems.unreachableTitle,
    status: 0,
    detail: words.problems.unreachable,
    code: "unreachable",
  };
}
