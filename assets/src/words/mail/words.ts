import { partOfWords } from "../words";
import type { MailWords } from "./en";

const catalogues = import.meta.glob<{ default: MailWords }>("./??.ts");

export let mailWords: MailWords;

/** Fetches them, beside what reads them. */
export async function loadMailWords(): Promise<void> {
  mailWords = await partOfWords(catalogues);
}
