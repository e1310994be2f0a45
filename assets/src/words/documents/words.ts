import { partOfWords } from "../words";
import type { DocumentWords } from "./en";

const catalogues = import.meta.glob<{ default: DocumentWords }>("./??.ts");

export let documentWords: DocumentWords;

/** Fetches them, beside the pages that read them. */
export async function loadDocumentWords(): Promise<void> {
  documentWords = await partOfWords(catalogues);
}
