import { expect, it } from "vitest";
import { customerFromText } from "./customer-from-text";

it.each([
  ["Anna Berg", { name: "Anna Berg", email: "", phone: "" }],
  ["anna@example.com", { name: "", email: "anna@example.com", phone: "" }],
  ["+49 30 1234", { name: "", email: "", phone: "+49 30 1234" }],
])("puts %j where it belongs", (text, fields) => {
  expect(customerFromText(text)).toEqual(fields);
});
