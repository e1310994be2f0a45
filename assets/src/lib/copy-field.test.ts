import { afterEach, expect, it, vi } from "vitest";
import { copyField } from "./copy-field";

function aField(value: string): HTMLInputElement {
  const field = document.createElement("input");
  field.value = value;
  document.body.append(field);
  return field;
}

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

it("copies by the clipboard where the page may use it", async () => {
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  expect(await copyField(aField("oms_1"))).toBe(true);
  expect(writeText).toHaveBeenCalledWith("oms_1");
});

it("copies what is selected where there is no clipboard, and tells when that is refused", async () => {
  vi.stubGlobal("navigator", {});
  const field = aField("oms_1");
  const selected = () =>
    field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
  const copied: string[] = [];
  document.execCommand = () => copied.push(selected()) > 0;
  expect(await copyField(field)).toBe(true);
  expect(copied).toEqual(["oms_1"]);
  document.execCommand = () => false;
  expect(await copyField(field)).toBe(false);
  expect(selected()).toBe("oms_1");
});
