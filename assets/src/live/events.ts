/** What the server says over the WebSocket (contract, part 3). */
import type {
  Letterhead,
  Order,
  OrderStatus,
  Product,
  ShopSettings,
  User,
} from "../api/types";

interface Frame<Name extends string, Data> {
  event: Name;
  seq: number;
  at: string;
  data: Data;
}

export type OrderMoved = Order & { previous_status: OrderStatus | null };

export type LiveEvent =
  | Frame<"hello", { seq: number; version: string }>
  | Frame<"resync", { seq: number }>
  | Frame<"orderStatusUpdated", OrderMoved>
  | Frame<"orderUpdated", Order>
  | Frame<"orderDeleted", { id: string; number: number }>
  | Frame<"productUpdated", Product>
  | Frame<"productDeleted", { id: string }>
  | Frame<"customerUpdated", User>
  | Frame<"customerDeleted", { id: string }>
  | Frame<"settingsUpdated", ShopSettings>
  | Frame<"shopUpdated", Letterhead>;

/** Null for a frame that is no event; a name from a newer server passes and is ignored later. */
export function parseEvent(text: string): LiveEvent | null {
  try {
    const frame: unknown = JSON.parse(text);
    const isEvent =
      typeof frame === "object" &&
      frame !== null &&
      "event" in frame &&
      "data" in frame &&
      typeof frame.data === "object";
    return isEvent ? (frame as LiveEvent) : null;
  } catch {
    return null;
  }
}
