import { afterEach, describe, expect, it, vi } from "vitest";
import { loadWords } from "../words/words";
import { exportAddress } from "./csv";

afterEach(() => loadWords("en"));

describe("the address of an export", () => {
  it("has the filters of the list and no empty ones", () => {
    const params = { q: "rye & bun", archived: undefined, sort: "" };
    expect(exportAddress("products", params)).toBe(
      "/api/export/products.csv?q=rye+%26+bun",
    );
    expect(exportAddress("customers", {})).toBe("/api/export/customers.csv");
  });

  it("asks for semicolons where people write a decimal comma", async () => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["de-DE"]);
    await loadWords("de");
    expect(exportAddress("orders", { status: "PAID" })).toBe(
      "/api/export/orders.csv?status=PAID&separator=semicolon",
    );
  });
});
