import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { serve } from "../testing/handlers";
import { DocsPage } from "./docs-page";
import type { ApiDocument } from "./document";

const api: ApiDocument = {
  info: { title: "OMS", version: "0.1.0" },
  paths: {
    "/api/orders/{id}": {
      patch: {
        tags: ["orders"],
        summary: "Changes an order.",
        parameters: [
          { name: "id", in: "path", required: true },
          { name: "If-Match", in: "header" },
        ],
        requestBody: {
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/OrderPatch" },
            },
          },
        },
        responses: { "200": { description: "The order." } },
      },
    },
  },
  components: {
    schemas: {
      OrderPatch: {
        type: "object",
        properties: { note: { type: ["string", "null"] } },
      },
    },
  },
};

it("describes a route and sends a request to it", async () => {
  const server = serve({
    "GET /api/openapi.json": () => ({ body: api }),
    "PATCH /api/orders/1001": () => ({ body: { number: 1001 } }),
  });
  const user = userEvent.setup();
  render(<DocsPage />);
  await user.click(await screen.findByText("Changes an order."));
  const form = within(
    (await screen.findByRole("button", { name: "Send PATCH" })).closest(
      "form",
    ) as HTMLFormElement,
  );
  await user.type(form.getByLabelText("id"), "1001");
  await user.type(form.getByLabelText("If-Match"), '"1"');
  expect(form.getByLabelText("Body")).toHaveValue('{\n  "note": ""\n}');
  await user.click(form.getByRole("button", { name: "Send PATCH" }));
  expect(await form.findByText(/"number": 1001/)).toBeVisible();
  const sent = server.asked.at(-1);
  expect(sent?.headers.get("If-Match")).toBe('"1"');
  expect(sent?.body).toEqual({ note: "" });
});

it("says when the description can't be loaded", async () => {
  serve({});
  render(<DocsPage />);
  // The problem document that came instead has no paths.
  expect(await screen.findByRole("alert")).toHaveTextContent(
    "could not be loaded",
  );
});
