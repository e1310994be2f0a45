import { beforeEach, expect, it, vi } from "vitest";
import { showStartFailed } from "./start-failed";

const gone = () => {
  throw new TypeError("Failed to fetch dynamically imported module");
};

beforeEach(() => vi.resetModules());

it("speaks the other language while one catalogue can't be fetched", async () => {
  vi.doMock("../words/de.ts", gone);
  const { loadWords, language } = await import("../words/words");
  await loadWords("de");
  expect(language()).toBe("en");
  expect(document.documentElement).toHaveAttribute("lang", "en");
});

it("says that nothing could be fetched, with a way to try again", async () => {
  vi.doMock("../words/de.ts", gone);
  vi.doMock("../words/en.ts", gone);
  const { loadWords } = await import("../words/words");
  await expect(loadWords("de")).rejects.toThrow();
  const root = document.createElement("div");
  showStartFailed(root);
  expect(root).toHaveTextContent("OMS could not be loaded.");
  expect(root.querySelector("button")).toHaveTextContent("Reload");
});
