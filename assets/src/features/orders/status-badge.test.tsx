import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { statuses } from "./order-filters";
import { StatusBadge } from "./status-badge";

it.each([
  ["PENDING", "Pending"],
  ["PAID", "Paid"],
  ["FULFILLED", "Fulfilled"],
  ["CANCELLED", "Cancelled"],
] as const)("says %s in a word and with an icon", (status, word) => {
  const { container } = render(<StatusBadge status={status} />);
  expect(screen.getByText(word)).toBeVisible();
  expect(container.querySelector("svg")).toHaveAttribute("aria-hidden");
});

it("gives each status an icon of its own", () => {
  const drawings = statuses.map((status) => {
    const { container } = render(<StatusBadge status={status} />);
    return container.querySelector("svg")?.innerHTML;
  });
  expect(new Set(drawings).size).toBe(4);
});
