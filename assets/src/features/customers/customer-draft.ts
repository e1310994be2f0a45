/** A customer as being typed. */
import type { NewUser, User, UserPatch } from "../../api/types";

export const customerFields = [
  "name",
  "email",
  "phone",
  "address",
  "note",
] as const;

export type CustomerField = (typeof customerFields)[number];

export type CustomerDraft = Record<CustomerField, string>;

export const emptyCustomer: CustomerDraft = {
  name: "",
  email: "",
  phone: "",
  address: "",
  note: "",
};

export function draftFrom(customer: User): CustomerDraft {
  return {
    name: customer.name,
    email: customer.email ?? "",
    phone: customer.phone ?? "",
    address: customer.address ?? "",
    note: customer.note ?? "",
  };
}

export function newCustomerFrom(draft: CustomerDraft): NewUser {
  return {
    name: draft.name.trim(),
    email: draft.email.trim() || null,
    phone: draft.phone.trim() || null,
    address: draft.address.trim() || null,
    note: draft.note.trim() || null,
  };
}

/** Only what differs. */
export function patchFrom(draft: CustomerDraft, customer: User): UserPatch {
  const next = newCustomerFrom(draft);
  return Object.fromEntries(
    customerFields
      .filter((field) => next[field] !== customer[field])
      .map((field) => [field, next[field]]),
  );
}
