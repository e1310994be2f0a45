/** From a problem document to words at the right place on the screen. */
import type { Problem } from "./types";

export type FieldMessages = Record<string, string>;

export function isProblem(value: unknown): value is Problem {
  return (
    typeof value === "object" &&
    value !== null &&
    "status" in value &&
    "code" in value &&
    "detail" in value
  );
}

export function asProblem(value: unknown): Problem | undefined {
  return isProblem(value) ? value : undefined;
}

/** Messages by field name. Several for one field are joined. */
export function fieldMessages(problem: Problem | undefined): FieldMessages {
  const messages: FieldMessages = {};
  for (const { field, message } of problem?.errors ?? []) {
    messages[field] =
      field in messages ? `${messages[field]} ${message}` : message;
  }
  return messages;
}

/**
 * The problem's own sentence, unless every part of it stands beside a field already, or a
 * field says the whole of it by its code.
 */
export function generalMessage(
  problem: Problem | undefined,
  shownFields: readonly string[],
  codeAtField?: string,
): string | undefined {
  if (!problem || problem.code === codeAtField) return undefined;
  const errors = problem.errors ?? [];
  const allShown =
    errors.length > 0 &&
    errors.every(({ field }) => shownFields.includes(field));
  return allShown ? undefined : problem.detail;
}
