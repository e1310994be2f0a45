import type { Route } from "./document";

/** What was filled in, by the name of the parameter. */
export type Values = Record<string, string>;

export function addressOf({ path, operation }: Route, values: Values): string {
  const query = new URLSearchParams();
  let address = path;
  for (const { name, in: place } of operation.parameters ?? []) {
    const value = values[name] ?? "";
    if (place === "path") {
      address = address.replace(`{${name}}`, encodeURIComponent(value));
    }
    if (place === "query" && value !== "") query.set(name, value);
  }
  return query.size === 0 ? address : `${address}?${query}`;
}

export function headersOf(
  { operation }: Route,
  values: Values,
  hasBody: boolean,
): Record<string, string> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (hasBody) headers["Content-Type"] = "application/json";
  for (const { name, in: place } of operation.parameters ?? []) {
    const value = values[name];
    if (place === "header" && value) headers[name] = value;
  }
  return headers;
}
