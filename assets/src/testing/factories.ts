import type {
  ApiToken,
  Letterhead,
  Order,
  OrderItem,
  Product,
  ShopSettings,
  Summary,
  User,
  Webhook,
  WebhookDelivery,
} from "../api/types";

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

export function aLetterhead(part: Partial<Letterhead> = {}): Letterhead {
  return {
    name: "Test shop",
    address: null,
    phone: null,
    email: null,
    website: null,
    tax_number: null,
    logo: null,
    currency: "EUR",
    day_starts_at: "00:00",
    low_stock: 5,
    ...part,
  };
}

export function settings(part: Partial<ShopSettings> = {}): ShopSettings {
  return {
    ...aLetterhead(),
    prices_include_tax: true,
    tax_rate: 1900,
    backup_every_hours: 24,
    backup_keep: 14,
    ...part,
  };
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

export function anApiToken(part: Partial<ApiToken> = {}): ApiToken {
  return {
    id: anId(),
    name: "Nightly export",
    read_only: true,
    created_at: at,
    last_used_at: null,
    user: { id: anId(), name: "Shop owner" },
    ...part,
  };
}

export function aWebhook(part: Partial<Webhook> = {}): Webhook {
  return {
    id: anId(),
    url: "https://books.example/oms",
    events: null,
    created_at: at,
    seq: 7,
    failures: 0,
    next_attempt_at: null,
    paused_at: null,
    pause_reason: null,
    ...part,
  };
}

/** One that the receiver took at the first try. */
export function aDelivery(
  part: Partial<WebhookDelivery> = {},
): WebhookDelivery {
  return {
    id: anId(),
    seq: 7,
    event: "orderStatusUpdated",
    skipped: null,
    created_at: at,
    attempts: 1,
    attempted_at: at,
    next_attempt_at: null,
    status: 200,
    answer: null,
    error: null,
    delivered_at: at,
    ...part,
  };
}

/** A shop whose today is Tuesday, 10 March 2026. */
export function aSummary(part: Partial<Summary> = {}): Summary {
  return {
    at: "2026-03-10T12:00:00.000Z",
    timezone: "UTC",
    counts: [
      { status: "PENDING", orders: 3 },
      { status: "PAID", orders: 1 },
      { status: "FULFILLED", orders: 40 },
      { status: "CANCELLED", orders: 0 },
    ],
    today: { orders: 5, revenue: 120.5 },
    today_before: { orders: 2, revenue: 241 },
    week: { orders: 9, revenue: 300 },
    week_before: { orders: 9, revenue: 0 },
    days: Array.from({ length: 14 }, (_, index) => ({
      date: new Date(Date.UTC(2026, 1, 25 + index)).toISOString().slice(0, 10),
      orders: index === 13 ? 5 : index,
      revenue: index === 13 ? 120.5 : index * 10.1,
    })),
    waiting: { orders: 0, oldest: [] },
    best_sellers: [],
    low_stock: { threshold: 5, products: [] },
    ...part,
  };
}
