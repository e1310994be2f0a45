import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";
import { loadDocumentWords } from "../words/documents/words";
import { loadMailWords } from "../words/mail/words";
import { loadPrintWords } from "../words/print/words";
import { loadSettingsWords } from "../words/settings/words";
import { loadWords } from "../words/words";

await loadWords("en");
await Promise.all([
  loadDocumentWords(),
  loadMailWords(),
  loadPrintWords(),
  loadSettingsWords(),
]);

// Patience for a busy machine; what is there at once is found at once.
configure({ asyncUtilTimeout: 8000 });
afterEach(cleanup);

// What browsers have and jsdom has not.
window.matchMedia = (query) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
    onchange: null,
  }) satisfies MediaQueryList;

class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}

vi.stubGlobal("ResizeObserver", NoObserver);
vi.stubGlobal("IntersectionObserver", NoObserver);
window.HTMLElement.prototype.scrollIntoView = () => undefined;
window.Element.prototype.scrollTo = () => undefined;

window.Blob.prototype.arrayBuffer ??= function (this: Blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.readAsArrayBuffer(this);
  });
};

// jsdom lays nothing out. A screen's height shows a screenful of rows of a long list.
Object.defineProperty(window.Element.prototype, "clientHeight", {
  get: () => 800,
});
Object.defineProperty(window.HTMLElement.prototype, "offsetHeight", {
  get: () => 44,
});
