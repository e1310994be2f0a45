import { partOfWords } from "../words";
import type { SettingsWords } from "./en";

const catalogues = import.meta.glob<{ default: SettingsWords }>("./??.ts");

export let settingsWords: SettingsWords;

/** Fetches them, beside the page that reads them. */
export async function loadSettingsWords(): Promise<void> {
  settingsWords = await partOfWords(catalogues);
}
