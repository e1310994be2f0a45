import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import type { DocumentBrief } from "../../api/types";
import { serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { DocumentsPage } from "./documents-page";

const invoice: DocumentBrief = {
  number: 17,
  kind: "invoice",
  at: "2026-03-01T10:00:00.000Z",
  order_number: 1042,
  order_label: "2026-0042",
  order_exists: true,
  buyer: "Corner Café",
  total: 37.8,
  currency: "EUR",
};
const creditNote: DocumentBrief = {
  ...invoice,
  number: 18,
  kind: "credit_note",
  order_exists: false,
  buyer: null,
};

let server: TestServer;
let given: DocumentBrief[];

beforeEach(() => {
  given = [creditNote, invoice];
  server = serve({ "GET /api/documents": () => ({ body: given }) });
});

function open(search = "") {
  return show([{ path: "/documents", element: <DocumentsPage /> }], {
    at: `/documents${search}`,
  });
}

it("lists what was given out, each with its PDF and its order", async () => {
  open();
  const link = await screen.findByRole("link", { name: "Invoice 17" });
  expect(link).toHaveAttribute("href", "/api/documents/17");
  expect(screen.getByRole("link", { name: "Credit note 18" })).toBeVisible();
  // An order that is gone has no page.
  const orders = screen.getAllByRole("link", { name: "2026-0042" });
  expect(orders).toHaveLength(1);
  expect(orders[0]).toHaveAttribute("href", "/orders/1042");
  const [, first, second] = screen.getAllByRole("row");
  expect(first).toHaveTextContent("-37.80");
  expect(second).toHaveTextContent("Corner Café");
});

it("filters by kind and by day, and takes the filters away again", async () => {
  const { user, router } = open("?from=2026-01-01&kind=nonsense");
  await screen.findByRole("link", { name: "Invoice 17" });
  const kind = screen.getByRole("combobox", { name: "Kind" });
  await user.selectOptions(kind, "Credit notes");
  await waitFor(() =>
    expect(Object.fromEntries(server.asked.at(-1)?.search ?? [])).toEqual({
      kind: "credit_note",
      from: "2026-01-01",
    }),
  );
  await user.click(screen.getByRole("button", { name: "Clear filters" }));
  expect(router.state.location.search).toBe("");
});

it("says how a shop gets its first document", async () => {
  given = [];
  open();
  expect(await screen.findByText("No documents yet")).toBeVisible();
});
