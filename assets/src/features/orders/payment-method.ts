/** How people pay: what was chosen last is what the next order is paid by, until another is. */
import type { NewPayment, OrderStatus, PaymentMethod } from "../../api/types";

export const paymentMethods: readonly PaymentMethod[] = [
  "cash",
  "card",
  "transfer",
  "other",
];

const storageKey = "oms-payment-method";

/** Null until one was chosen in this browser. */
export function lastMethod(): PaymentMethod | null {
  try {
    const stored = localStorage.getItem(storageKey);
    return paymentMethods.find((method) => method === stored) ?? null;
  } catch {
    // Storage may be refused; it is then asked for each time.
    return null;
  }
}

export function rememberMethod(method: PaymentMethod): void {
  try {
    localStorage.setItem(storageKey, method);
  } catch {
    // As above.
  }
}

interface Move {
  status: OrderStatus;
  payment?: NewPayment;
}

/** A move that asks nothing: paid as the last order was, or in a way that nobody told. */
export function moveWithLastMethod(status: OrderStatus): Move {
  const method = lastMethod();
  return status === "PAID" && method !== null
    ? { status, payment: { method } }
    : { status };
}
