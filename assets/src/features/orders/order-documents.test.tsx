import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Order } from "../../api/types";
import { anOrder, aUser } from "../../testing/factories";
import { show } from "../../testing/render";
import { OrderDocuments } from "./order-documents";

function links(part: Partial<Order>) {
  const order = anOrder({ number: 1042, ...part });
  show(<OrderDocuments order={order} />, { person: aUser() });
  return screen
    .queryAllByRole("link")
    .map((link) => [link.textContent, link.getAttribute("href")]);
}

const receipt = ["Receipt", "/api/orders/1042/receipt"];
const invoice = ["Invoice 17", "/api/documents/17"];
const creditNote = ["Credit note 18", "/api/documents/18"];

it.each([
  [{ paid: 0 }, []],
  [{ paid: 5 }, [receipt]],
  [{ paid: 37.8, invoice: 17 }, [invoice, receipt]],
  [{ paid: 0, invoice: 17, credit_note: 18 }, [invoice, creditNote, receipt]],
])("leads from an order with %j to %j", (part, expected) => {
  expect(links(part)).toEqual(expected);
});
