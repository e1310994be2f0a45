/** Makes what a test needs, by REST: the pages are tested where they matter. */
import type { Page } from "@playwright/test";
import type {
  CreatedApiToken,
  DisplayLink,
  CreatedWebhook,
  NewApiToken,
  NewWebhook,
  Order,
  OrderPatch,
  Product,
  ShopSettings,
  ShopSettingsPatch,
  StatusLink,
  User,
} from "../src/api/types";
import { expect } from "./fixtures";
import type { OmsServer } from "./server";

/** The REST interface, as the person who is signed in on a page. */
export class Api {
  constructor(
    private readonly page: Page,
    private readonly server: OmsServer,
  ) {}

  product(part: Partial<Product> = {}): Promise<Product> {
    return this.post("/products", {
      name: "Rye bread",
      price: 4.8,
      stock: 10_000,
      ...part,
    });
  }

  customer(part: Partial<User> & { password?: string } = {}): Promise<User> {
    return this.post("/customers", { name: "Corner Café", ...part });
  }

  order(
    product: Product,
    part: { quantity?: number; user_id?: string; note?: string } = {},
  ): Promise<Order> {
    const { quantity = 1, ...rest } = part;
    return this.post("/orders", {
      items: [{ product_id: product.id, quantity }],
      ...rest,
    });
  }

  token(token: NewApiToken): Promise<CreatedApiToken> {
    return this.post("/tokens", token);
  }

  /** The path of the page that shows a buyer the state of their order. */
  async statusPage(number: number): Promise<string> {
    const link: StatusLink = await this.post(`/orders/${number}/link`);
    return new URL(link.url).pathname;
  }

  /** The path of a new board on the wall. */
  async displayPage(name: string): Promise<string> {
    const display: DisplayLink = await this.post("/displays", { name });
    return new URL(display.url).pathname;
  }

  webhook(webhook: NewWebhook): Promise<CreatedWebhook> {
    return this.post("/webhooks", webhook);
  }

  /** Several orders; the quantities are 1, 2, 3 and so on. */
  async orders(product: Product, count: number): Promise<Order[]> {
    const orders: Order[] = [];
    for (let quantity = 1; quantity <= count; quantity += 1) {
      orders.push(await this.order(product, { quantity }));
    }
    return orders;
  }

  change(number: number, patch: OrderPatch): Promise<Order> {
    return this.patch(`/orders/${number}`, patch);
  }

  settings(patch: ShopSettingsPatch): Promise<ShopSettings> {
    return this.patch("/settings", patch);
  }

  private async patch<Answer>(path: string, data: object): Promise<Answer> {
    const answer = await this.page.request.patch(
      `${this.server.url}/api${path}`,
      { data },
    );
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as Answer;
  }

  async get<Answer>(path: string): Promise<Answer> {
    const answer = await this.page.request.get(`${this.server.url}/api${path}`);
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as Answer;
  }

  private async post<Answer>(path: string, data?: object): Promise<Answer> {
    const answer = await this.page.request.post(
      `${this.server.url}/api${path}`,
      data ? { data } : {},
    );
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as Answer;
  }
}
