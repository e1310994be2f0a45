import { expect, it } from "vitest";
import { nextLink } from "./link-header";

it("finds the next page", () => {
  expect(nextLink('</api/orders?cursor=a%2Cb&limit=50>; rel="next"')).toBe(
    "/api/orders?cursor=a%2Cb&limit=50",
  );
});

it("finds it among others, and as a full address", () => {
  const header =
    '<http://shop.example/api/orders?cursor=p>; rel="prev", <http://shop.example/api/orders?cursor=n>; rel=next';
  expect(nextLink(header)).toBe("/api/orders?cursor=n");
});

it("is null at the end", () => {
  expect(nextLink(null)).toBeNull();
  expect(nextLink('</api/orders>; rel="prev"')).toBeNull();
});
