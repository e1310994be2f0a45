import type {
  ApiToken,
  Closing,
  Letterhead,
  Mail,
  Order,
  OrderItem,
  Payment,
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
    prices_include_tax: true,
    tax_rate: 0,
    day_starts_at: "00:00",
    low_stock: 5,
    ...part,
  };
}

export function settings(part: Partial<ShopSettings> = {}): ShopSettings {
  return {
    document_language: "en",
    ...aLetterhead(),
    prices_include_tax: true,
    tax_rate: 1900,
    order_number_pattern: "{number}",
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
    tax_rate: 0,
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
    discount: null,
    line_total: 37.8,
    discount_share: 0,
    tax_rate: 0,
    tax: 0,
    ...part,
  };
}

/** Called by its number, unless the test says what. */
export function anOrder(part: Partial<Order> = {}): Order {
  return {
    id: anId(),
    number: 1001,
    label: String(part.number ?? 1001),
    status: "PENDING",
    user_id: null,
    customer: null,
    items: [anItem()],
    subtotal: 37.8,
    discount: null,
    prices_include_tax: true,
    taxes: [{ rate: 0, net: 37.8, tax: 0, gross: 37.8 }],
    total: 37.8,
    paid: 0,
    invoice: null,
    credit_note: null,
    currency: "EUR",
    note: null,
    version: 1,
    allowed_statuses: ["PAID", "CANCELLED"],
    created_at: at,
    updated_at: at,
    ...part,
  };
}

export function aPayment(part: Partial<Payment> = {}): Payment {
  last += 1;
  return {
    id: last,
    at,
    kind: "payment",
    method: "cash",
    amount: 37.8,
    reference: null,
    actor: { id: anId(), name: "Shop owner" },
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

/** An invoice that the mail server took at the first try. */
export function aMail(part: Partial<Mail> = {}): Mail {
  return {
    id: anId(),
    kind: "invoice",
    document: 17,
    order_id: anId(),
    order_number: 1001,
    to: "ada@buyer.example",
    created_at: at,
    actor: null,
    state: "sent",
    attempts: 1,
    attempted_at: at,
    next_attempt_at: null,
    failure: null,
    answer: "2.0.0 Ok",
    sent_at: at,
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

/** A Saturday of a shop that closes at four in the morning. */
export function aClosing(part: Partial<Closing> = {}): Closing {
  const nothing = { payments: 0, refunds: 0 };
  return {
    date: "2026-11-28",
    from: "2026-11-28T04:00:00.000Z",
    until: "2026-11-29T04:00:00.000Z",
    currency: "EUR",
    payments: [
      { method: "cash", payments: 22.6, refunds: 10 },
      { method: "card", payments: 34.5, refunds: 0 },
      { method: "transfer", ...nothing },
      { method: "other", ...nothing },
    ],
    taxes: [
      { rate: 700, net: 20, tax: 1.4, credited_net: 0, credited_tax: 0 },
      { rate: 1900, net: 30, tax: 5.7, credited_net: 10, credited_tax: 1.9 },
    ],
    orders: [
      { status: "PENDING", orders: 1, total: 10.7 },
      { status: "PAID", orders: 2, total: 45.2 },
      { status: "FULFILLED", orders: 0, total: 0 },
      { status: "CANCELLED", orders: 1, total: 11.9 },
    ],
    ...part,
  };
}
