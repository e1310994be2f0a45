/**
 * Every word on screen comes from one catalogue. It is chosen before the app mounts, so
 * that `words` is there wherever a component reads it; nothing may read it earlier.
 */
import type { Words } from "./en";

export type { Words };

const catalogues = import.meta.glob<{ default: Words }>([
  "./??.ts",
  "!./*.test.ts",
]);

/** The codes of all languages that have a catalogue, as in "de". */
export const languages: readonly string[] = Object.keys(catalogues).map(
  (file) => file.slice(2, -3),
);

const choiceKey = "oms-language";
const fallback = "en";

export let words: Words;
let current = fallback;

/** The language on screen. */
export function language(): string {
  return current;
}

/**
 * The locale that money, dates and numbers are written in: the browser's own, with its
 * region, unless the person chose words of another language.
 */
export function locale(): string {
  return navigator.languages.find((tag) => codeOf(tag) === current) ?? current;
}

/** What the person chose; null: as the browser has it. */
export function chosenLanguage(): string | null {
  try {
    const choice = localStorage.getItem(choiceKey);
    return choice !== null && languages.includes(choice) ? choice : null;
  } catch {
    // Storage may be refused; the browser's language then holds.
    return null;
  }
}

/** Remembers a choice; the page has to be loaded anew for it. */
export function chooseLanguage(choice: string | null): void {
  try {
    if (choice === null) localStorage.removeItem(choiceKey);
    else localStorage.setItem(choiceKey, choice);
  } catch {
    // As above.
  }
}

/**
 * Loads the catalogue of the person's language, or another when it can't be fetched:
 * words of a second language are better than none. Rejects when there is none at all.
 */
export async function loadWords(
  wanted = chosenLanguage() ?? preferred(navigator.languages),
): Promise<void> {
  const others = languages.filter((code) => code !== wanted);
  for (const code of others) {
    try {
      return await load(wanted);
    } catch {
      wanted = code;
    }
  }
  await load(wanted);
}

/** The words of a page that few open, in the language on screen. Who fetches the page fetches them. */
export async function partOfWords<Part>(
  parts: Record<string, () => Promise<{ default: Part }>>,
): Promise<Part> {
  const fetchPart = parts[`./${current}.ts`];
  if (!fetchPart) throw new Error(`No words of the language ${current}`);
  return (await fetchPart()).default;
}

async function load(code: string): Promise<void> {
  const fetchCatalogue = catalogues[`./${code}.ts`];
  if (!fetchCatalogue) throw new Error(`No catalogue of the language ${code}`);
  words = (await fetchCatalogue()).default;
  current = code;
  document.documentElement.lang = code;
}

/** A language as its speakers call it, as in "Deutsch". */
export function languageName(code: string): string {
  const name = new Intl.DisplayNames(code, { type: "language" }).of(code);
  if (!name) return code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

/** The first language of the browser that has a catalogue. */
export function preferred(tags: readonly string[]): string {
  return tags.map(codeOf).find((code) => languages.includes(code)) ?? fallback;
}

function codeOf(tag: string): string {
  return tag.toLowerCase().split("-")[0] ?? tag;
}
