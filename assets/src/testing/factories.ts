import type { Order, OrderItem, Product, User } from "../api/types";

let last = 0;

export function anId(): string {
  last += 1;
  return `00000000-0000-7000-8000-${String(last).padStart(12, "0")}`;
}

const at = "2026-03-04T10:00:00.000Z";

export function aUser(part: Partial<User> = {}): User {
  return {
    id: anId(),
    name: "Corner Café",
    email: "cafe@example.com",
    phone: null,
    address: null,
    note: null,
    role: "CUSTOMER",
    created_at: at,
    updated_at: at,
    archived_at: null,
    ...part,
  };
}

export function anAdmin(part: Partial<User> = {}): User {
  return aUser({
    name: "Shop owner",
    email: "owner@example.com",
    role: "ADMIN",
    ...part,
  });
}

export function aProduct(part: Partial<Product> = {}): Product {
  return {
    id: anId(),
    sku: "ESP-1000",
    name: "Espresso beans",
    price: 18.9,
    stock: 12,
    created_at: at,
    updated_at: at,
    archived_at: null,
    ...part,
  };
}

export function anItem(part: Partial<OrderItem> = {}): OrderItem {
  return {
    id: anId(),
    product_id: anId(),
    product_name: "Espresso beans",
    sku: "ESP-1000",
    quantity: 2,
    unit_price: 18.9,
    line_total: 37.8,
    ...part,
  };
}

export function anOrder(part: Partial<Order> = {}): Order {
  return {
    id: anId(),
    number: 1001,
    status: "PENDING",
    user_id: null,
    customer: null,
    items: [anItem()],
    total: 37.8,
    currency: "EUR",
    note: null,
    version: 1,
    allowed_statuses: ["PAID", "CANCELLED"],
    created_at: at,
    updated_at: at,
    ...part,
  };
}
