/** Lists as files, and files into lists. */
import type { ApiRequest, QueryParams } from "./base-query";
import { decimalMark } from "../lib/money";

export interface ImportFile {
  file: Blob;
  /** Only to be told what it would do. */
  dryRun: boolean;
}

/** Wrong lines are an answer, not a failure. */
export function importRequest(
  what: "products" | "customers",
  { file, dryRun }: ImportFile,
): ApiRequest {
  return {
    url: `/import/${what}`,
    method: "POST",
    params: { dry_run: dryRun || undefined },
    file,
    answersWith: 400,
  };
}

/** Where a list is downloaded, as spreadsheets of the person's language take it. */
export function exportAddress(
  what: "orders" | "products" | "customers",
  params: QueryParams,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  if (decimalMark() === ",") query.set("separator", "semicolon");
  const path = `/api/export/${what}.csv`;
  return query.size === 0 ? path : `${path}?${query}`;
}
