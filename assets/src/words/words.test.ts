import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import de from "./de";
import en from "./en";
import documentsDe from "./documents/de";
import documentsEn from "./documents/en";
import mailDe from "./mail/de";
import mailEn from "./mail/en";
import printDe from "./print/de";
import printEn from "./print/en";
import settingsDe from "./settings/de";
import settingsEn from "./settings/en";
import {
  chooseLanguage,
  chosenLanguage,
  language,
  languageName,
  languages,
  loadWords,
  locale,
  partOfWords,
  preferred,
  words,
} from "./words";

const catalogues = { de, en };
const whole = {
  de: {
    ...de,
    documents: documentsDe,
    mail: mailDe,
    print: printDe,
    settings: settingsDe,
  },
  en: {
    ...en,
    documents: documentsEn,
    mail: mailEn,
    print: printEn,
    settings: settingsEn,
  },
};

beforeEach(() => localStorage.clear());
afterEach(() => loadWords("en"));

function browserSpeaks(...tags: string[]) {
  vi.spyOn(navigator, "languages", "get").mockReturnValue(tags);
}

describe("the language", () => {
  it("is the browser's first that has a catalogue", () => {
    expect(preferred(["de-AT", "en"])).toBe("de");
    expect(preferred(["fr", "DE"])).toBe("de");
    expect(preferred(["en-GB", "de"])).toBe("en");
  });

  it("is English when the browser speaks none that has one", () => {
    expect(preferred(["fr"])).toBe("en");
    expect(preferred([])).toBe("en");
  });

  it("is loaded as the browser has it, with its region for numbers and dates", async () => {
    browserSpeaks("de-AT", "en");
    await loadWords();
    expect(words).toBe(de);
    expect(language()).toBe("de");
    expect(locale()).toBe("de-AT");
    expect(document.documentElement).toHaveAttribute("lang", "de");
  });

  it("is the chosen one, whatever the browser speaks", async () => {
    browserSpeaks("de-AT", "de");
    chooseLanguage("en");
    await loadWords();
    expect(words).toBe(en);
    expect(locale()).toBe("en");
    chooseLanguage(null);
    await loadWords();
    expect(words).toBe(de);
  });

  it("is not a choice that has no catalogue", async () => {
    browserSpeaks("de");
    chooseLanguage("xx");
    expect(chosenLanguage()).toBeNull();
    await loadWords();
    expect(words).toBe(de);
  });

  it("is another when its catalogue can't be had", async () => {
    await loadWords("de");
    await loadWords("xx");
    expect(languages).toContain(language());
    expect(words).toBe(catalogues[language() as keyof typeof catalogues]);
  });

  it("has the name that its speakers give it", () => {
    expect(languageName("de")).toBe("Deutsch");
    expect(languageName("en")).toBe("English");
    expect(languageName("fr")).toBe("Français");
  });
});

it("has a test for every catalogue", () => {
  expect(Object.keys(catalogues)).toEqual(languages);
});

it("has every part in every language", () => {
  const files = Object.keys(import.meta.glob("./*/??.ts")).sort();
  const wanted = ["documents", "mail", "print", "settings"].flatMap((part) =>
    languages.map((code) => `./${part}/${code}.ts`),
  );
  expect(files).toEqual(wanted.sort());
});

it("fetches a part in the language on screen", async () => {
  const parts = import.meta.glob<{ default: unknown }>("./print/??.ts");
  const here = Object.entries(parts).map(([file, part]) => [
    file.replace("print/", ""),
    part,
  ]);
  const ofPrint = Object.fromEntries(here) as typeof parts;
  await loadWords("de");
  expect(await partOfWords(ofPrint)).toBe(printDe);
  await loadWords("en");
  expect(await partOfWords(ofPrint)).toBe(printEn);
  await expect(partOfWords({})).rejects.toThrow("en");
});

describe.each(Object.entries(whole))("the catalogue %s", (_code, all) => {
  const texts = readAll(all);

  it("has the keys of the English one", () => {
    expect([...texts.keys()]).toEqual([...readAll(whole.en).keys()]);
  });

  it("says something at each", () => {
    const silent = [...texts].filter(([, said]) => !said.every(isWritten));
    expect(silent).toEqual([]);
  });

  it("raises its voice nowhere", () => {
    const loud = [...texts.values()].flat().filter((text) => /!/.test(text));
    expect(loud).toEqual([]);
  });

  it("names every status and every move differently", () => {
    for (const names of [all.status, all.orders.move, all.orders.bulk.move]) {
      expect(new Set(Object.values(names)).size).toBe(4);
    }
  });
});

function isWritten(text: string): boolean {
  return text.trim() === text && text !== "" && !/undefined|object/.test(text);
}

type Say = (...given: unknown[]) => unknown;

const change = { from: 1, to: 2, product_name: "Rye" };
const sample = { name: "Anna" };

/** What is given to each function: one and many, and for some what fits only them. */
const given: Record<string, unknown[][]> = {
  "orders.events.change": [
    [{ field: "note", from: null, to: "Candles" }],
    [{ field: "note", from: "Candles", to: null }],
    [{ field: "customer", from: sample, to: null }],
    [{ field: "customer", from: null, to: sample }],
    [{ ...change, field: "item" }],
    [{ ...change, field: "item", from: 0 }],
    [{ ...change, field: "item", to: 0 }],
    [{ field: "discount", product_name: null, from: null, to: "10 %" }],
    [{ field: "discount", product_name: "Rye", from: "1.50", to: "2.50" }],
    [{ field: "discount", product_name: "Rye", from: "1.50", to: null }],
    [{ field: "payment", kind: "payment", method: "card", amount: "€2" }],
    [{ field: "payment", kind: "refund", method: "cash", amount: "€2" }],
  ],
  "dashboard.noneBefore": [["last Monday"]],
  "orders.moved": [[1001, "PAID"]],
  "orders.bulk.confirmTitle": [
    ["1", "PAID"],
    ["7", "CANCELLED"],
  ],
  "orders.bulk.done": [
    [1, "PAID"],
    [7, "CANCELLED"],
  ],
  "orders.bulk.resultTitle": [
    [7, 0, "PAID"],
    [7, 1, "FULFILLED"],
  ],
  "print.title": [
    ["slip", []],
    ["slip", ["1001"]],
    ["receipt", ["1001", "1002"]],
  ],
  "print.missing": [[[1001]], [[1001, 1002]]],
};

/** All that a catalogue can say, by the path of its key. */
function readAll(part: unknown, path = ""): Map<string, string[]> {
  if (typeof part === "string") return new Map([[path, [part]]]);
  if (typeof part === "function") {
    const calls = given[path] ?? [
      [1, "1", "3"],
      [7, "7", "3"],
    ];
    const said = calls.map((call) => String((part as Say)(...call)));
    return new Map([[path, said]]);
  }
  const inner = Object.entries(part as object).flatMap(([key, value]) => [
    ...readAll(value, path ? `${path}.${key}` : key),
  ]);
  return new Map(inner);
}
