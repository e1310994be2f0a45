import { useState } from "react";

/** Every field is text, as it is typed. */
export type Fields<Draft> = { [Key in keyof Draft]: string };

interface Typed<Draft> {
  fields: Partial<Draft>;
  /** What was stored when each field began to be typed in. */
  before: Partial<Draft>;
}

/**
 * A form over what the server has: a field that nobody typed in follows the server, one
 * that somebody did keeps what was typed.
 */
export function useDraft<Draft extends Fields<Draft>>(stored: Draft) {
  const [typed, setTyped] = useState<Typed<Draft>>({ fields: {}, before: {} });
  const keys = Object.keys(typed.fields) as (keyof Draft)[];
  return {
    draft: { ...stored, ...typed.fields },
    isTyped: keys.length > 0,
    /** Typed fields that someone else changed meanwhile, to something else. */
    meanwhile: keys.filter(
      (key) =>
        stored[key] !== typed.before[key] && stored[key] !== typed.fields[key],
    ),
    set: (part: Partial<Draft>) =>
      setTyped(({ fields, before }) => ({
        fields: { ...fields, ...part },
        before: { ...storedOf(stored, part), ...before },
      })),
    reset: () => setTyped({ fields: {}, before: {} }),
  };
}

function storedOf<Draft extends Fields<Draft>>(
  stored: Draft,
  part: Partial<Draft>,
): Partial<Draft> {
  const keys = Object.keys(part) as (keyof Draft)[];
  return Object.fromEntries(
    keys.map((key) => [key, stored[key]]),
  ) as Partial<Draft>;
}
