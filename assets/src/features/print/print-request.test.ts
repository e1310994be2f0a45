import { describe, expect, it } from "vitest";
import { printAddress } from "../../lib/print-address";
import { readPrintRequest } from "./print-request";

const read = (name: string, search: string) =>
  readPrintRequest(name, new URLSearchParams(search));

describe("readPrintRequest", () => {
  it("knows the usual paper of each document", () => {
    expect(read("slip", "orders=1001")?.paper).toBe("a4");
    expect(read("receipt", "orders=1001")?.paper).toBe("80mm");
    expect(read("receipt", "orders=1001&paper=a4")?.paper).toBe("a4");
    expect(read("slip", "orders=1001&paper=letter")?.paper).toBe("a4");
  });

  it("takes each number once, in the order asked for", () => {
    expect(read("slip", "orders=1003, 1001,1003,,1002")).toMatchObject({
      numbers: [1003, 1001, 1002],
      unknown: [],
      hasTooMany: false,
    });
  });

  it("tells what is no number apart", () => {
    expect(read("slip", "orders=1001,abc,-5,0,1.5")).toMatchObject({
      numbers: [1001],
      unknown: ["abc", "-5", "0", "1.5"],
    });
  });

  it("takes 200 at once", () => {
    const numbers = Array.from({ length: 201 }, (_, index) => 1001 + index);
    const request = read("slip", `orders=${numbers.join(",")}`);
    expect(request?.numbers).toEqual(numbers.slice(0, 200));
    expect(request?.hasTooMany).toBe(true);
  });

  it("knows no other documents", () => {
    expect(read("invoice", "orders=1001")).toBeNull();
  });

  it("reads what printAddress wrote", () => {
    const { pathname, searchParams } = new URL(
      printAddress("receipt", [1002, 1001]),
      "http://shop.example",
    );
    expect(pathname).toBe("/print/receipt");
    expect(readPrintRequest("receipt", searchParams)?.numbers).toEqual([
      1002, 1001,
    ]);
  });
});
