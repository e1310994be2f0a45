import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import type { Mail, MailSettings, MailSettingsPatch } from "../../../api/types";
import { aMail } from "../../../testing/factories";
import { problem, serve, type TestServer } from "../../../testing/handlers";
import { show } from "../../../testing/render";
import { MailSection } from "./mail-section";

let present: MailSettings;
let mails: Mail[];
let server: TestServer;

const nothing: MailSettings = {
  host: null,
  port: 587,
  security: "starttls",
  user: null,
  has_password: false,
  authority: null,
  sender_name: null,
  sender_address: null,
  send_invoices: false,
  paused: false,
};

const set: MailSettings = {
  ...nothing,
  host: "smtp.shop.example",
  user: "rye",
  has_password: true,
  sender_address: "rye@shop.example",
};

beforeEach(() => {
  present = nothing;
  mails = [];
  server = serve({
    "GET /api/settings/mail": () => ({ body: present }),
    "PATCH /api/settings/mail": ({ body }) => {
      const { password, ...rest } = body as MailSettingsPatch;
      const has_password = password ? true : present.has_password;
      present = {
        ...present,
        ...(rest as Partial<MailSettings>),
        has_password,
      };
      return { body: present };
    },
    "GET /api/mails": () => ({ body: mails }),
  });
});

const sent = () =>
  server.asked.filter(({ method }) => method === "PATCH").at(-1)?.body;

it("sets a mail server, whose password is never shown again", async () => {
  const { user } = show(<MailSection />);
  await user.type(await screen.findByLabelText("Server"), "smtp.shop.example");
  await user.selectOptions(screen.getByLabelText("Encryption"), "TLS");
  expect(screen.getByLabelText("Port")).toHaveValue("465");
  await user.type(screen.getByLabelText("User name"), "rye");
  await user.type(screen.getByLabelText("Password"), "sour dough");
  await user.type(
    screen.getByLabelText("Sender's address"),
    "rye@shop.example",
  );
  await user.click(screen.getByLabelText("Send invoices automatically"));
  expect(screen.queryByRole("button", { name: "Send me a test" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("Mail settings saved.")).toBeVisible();
  expect(sent()).toEqual({
    host: "smtp.shop.example",
    security: "tls",
    port: 465,
    user: "rye",
    password: "sour dough",
    sender_address: "rye@shop.example",
    send_invoices: true,
  });
  expect(await screen.findByText(/A password is kept/)).toBeVisible();
  expect(screen.getByLabelText("Password")).toHaveValue("");
  expect(screen.getByRole("button", { name: "Send me a test" })).toBeVisible();
});

it("says beside a field what is wrong with it, and keeps what was typed", async () => {
  present = set;
  const message = "must be given anew: another server would get it";
  server.on("PATCH /api/settings/mail", () => ({
    status: 400,
    body: problem(400, "invalid", `password: ${message}.`, {
      errors: [{ field: "password", message }],
    }),
  }));
  const { user } = show(<MailSection />);
  const host = await screen.findByLabelText("Server");
  await user.clear(host);
  await user.type(host, "mail.other.example{Enter}");
  expect(await screen.findByText(new RegExp(message, "i"))).toBeVisible();
  expect(host).toHaveValue("mail.other.example");
  const port = screen.getByLabelText("Port");
  await user.clear(port);
  await user.type(port, "many{Enter}");
  expect(await screen.findByText("Enter a port such as 587.")).toBeVisible();
});

it("shows what the mail server said to a test", async () => {
  present = set;
  server.on("POST /api/settings/mail/test", () => ({
    body: {
      to: "ada@shop.example",
      sent: false,
      failure: "sign_in_refused",
      answer: "535 5.7.8 wrong",
    },
  }));
  const { user } = show(<MailSection />);
  const test = await screen.findByRole("button", { name: "Send me a test" });
  await user.click(test);
  await waitFor(() =>
    expect(screen.getByRole("status")).toHaveTextContent(
      "The server refused user name or password. It said: 535 5.7.8 wrong",
    ),
  );
  server.on("POST /api/settings/mail/test", () => ({
    body: { to: "ada@shop.example", sent: true, failure: null, answer: "Ok" },
  }));
  await user.click(test);
  await waitFor(() =>
    expect(screen.getByRole("status")).toHaveTextContent(
      "The mail server took the test for ada@shop.example.",
    ),
  );
});

it("says that nothing is sent since a backup was restored, and goes on when told to", async () => {
  present = { ...set, paused: true };
  const { user } = show(<MailSection />);
  await user.click(
    await screen.findByRole("button", { name: "Send mail again" }),
  );
  await waitFor(() =>
    expect(screen.queryByText(/A backup was restored/)).toBeNull(),
  );
  expect(sent()).toEqual({ paused: false });
});

it("lists mails with how they went, sends one again and gives one up", async () => {
  const failed = aMail({
    state: "failed",
    to: "ada@wrong.example",
    failure: "recipient_refused",
    answer: "550 who?",
    sent_at: null,
  });
  const waiting = aMail({ state: "waiting", document: 18, sent_at: null });
  mails = [failed, waiting, aMail({ kind: "receipt", document: null })];
  server.on(`POST /api/mails/${failed.id}/send`, () => {
    mails = mails.map((mail) =>
      mail === failed ? { ...mail, state: "waiting", failure: null } : mail,
    );
    return { status: 202, body: mails[0] };
  });
  server.on(`DELETE /api/mails/${waiting.id}`, () => {
    mails = mails.filter((mail) => mail !== waiting);
    return { status: 204 };
  });
  const { user } = show(<MailSection />);
  await user.click(await screen.findByRole("button", { name: "Mails" }));
  const list = await screen.findByRole("list", { name: "Mails" });
  const [first, second, third] = within(list).getAllByRole("listitem");
  expect(first).toHaveTextContent(
    /Invoice 17 to ada@wrong.example.*Not sent.*refused the recipient\. It said: 550 who\?/,
  );
  expect(second).toHaveTextContent(/Invoice 18.*Waiting/);
  expect(third).toHaveTextContent(/Receipt of order 1001.*Sent/);
  expect(within(list).getAllByText("Send again")).toHaveLength(2);
  await user.click(
    screen.getByRole("button", { name: /^Send again: Invoice 17/ }),
  );
  await waitFor(() => expect(first).toHaveTextContent("Waiting"));
  await user.click(
    screen.getByRole("button", { name: /^Give up: Invoice 18/ }),
  );
  await waitFor(() =>
    expect(within(list).getAllByRole("listitem")).toHaveLength(2),
  );
  await user.click(screen.getByRole("radio", { name: "Failed" }));
  await waitFor(() =>
    expect(server.asked.at(-1)?.search.get("state")).toBe("failed"),
  );
});
