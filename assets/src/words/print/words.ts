import { partOfWords } from "../words";
import type { PrintWords } from "./en";

const catalogues = import.meta.glob<{ default: PrintWords }>("./??.ts");

export let printWords: PrintWords;

/** Fetches them, beside the page that reads them. */
export async function loadPrintWords(): Promise<void> {
  printWords = await partOfWords(catalogues);
}
