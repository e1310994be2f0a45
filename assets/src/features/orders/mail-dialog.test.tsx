import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import type { Mail } from "../../api/types";
import { aMail, anOrder, aUser } from "../../testing/factories";
import { problem, serve, type TestServer } from "../../testing/handlers";
import { show } from "../../testing/render";
import { MailDialog } from "./mail-dialog";

const buyer = aUser({ name: "Ada", email: "ada@buyer.example" });
const order = anOrder({
  status: "CANCELLED",
  invoice: 17,
  credit_note: 18,
  customer: { id: buyer.id, name: buyer.name },
});
let mails: Mail[];
let server: TestServer;

beforeEach(() => {
  mails = [];
  const made = (document: number | null) => {
    mails = [aMail({ document, state: "waiting", sent_at: null }), ...mails];
    return { status: 202, body: mails[0] };
  };
  server = serve({
    [`GET /api/customers/${buyer.id}`]: () => ({ body: buyer }),
    "GET /api/mails": () => ({ body: mails }),
    "POST /api/documents/17/mails": () => made(17),
    "POST /api/documents/18/mails": () => made(18),
  });
});

const sent = () => server.asked.filter(({ method }) => method === "POST");

it("sends the newest document to the buyer, another to whom one types, and shows both", async () => {
  const { user } = show(<MailDialog order={order} onClose={() => undefined} />);
  const to = await screen.findByLabelText("To");
  expect(to).toHaveValue("ada@buyer.example");
  await user.click(screen.getByRole("button", { name: "Send" }));
  const list = await screen.findByRole("list", { name: "Mails so far" });
  await user.click(screen.getByRole("radio", { name: "Invoice 17" }));
  await user.clear(to);
  await user.type(to, "books@shop.example{Enter}");
  await waitFor(() => expect(list.children).toHaveLength(2));
  expect(sent().map(({ path, body }) => [path, body])).toEqual([
    ["/api/documents/18/mails", { to: "ada@buyer.example" }],
    ["/api/documents/17/mails", { to: "books@shop.example" }],
  ]);
});

it("leads to the settings while no mail server is set", async () => {
  server.on("POST /api/documents/18/mails", () => ({
    status: 409,
    body: problem(409, "no_mail_server", "No mail server is set."),
  }));
  const { user } = show(<MailDialog order={order} onClose={() => undefined} />);
  await screen.findByLabelText("To");
  await user.click(screen.getByRole("button", { name: "Send" }));
  const link = await screen.findByRole("link", {
    name: "Set it in the settings",
  });
  expect(link).toHaveAttribute("href", "/settings");
});
