import { expect, it } from "vitest";
import type { NewOrder, Order } from "../../../api/types";
import { anItem, anOrder } from "../../../testing/factories";
import { problem } from "../../../testing/handlers";
import { deliver, type Answer, type Wire } from "./deliver";
import { isSameOrder, trying, type Attempt } from "./kept-order";

const first: NewOrder = { items: [{ product_id: "p", quantity: 1 }] };
const second: NewOrder = { items: [{ product_id: "p", quantity: 5 }] };
const fresh: Attempt = { key: "k", tried: [], firstTriedAt: null };

/** A server that keeps keys as OMS does, and may lose its answers. */
class Server implements Wire {
  orders: Order[] = [];
  loses = 0;
  refusal: ReturnType<typeof problem> | null = null;
  private given = new Map<string, { body: NewOrder; order: Order }>();

  async post(body: NewOrder, key: string): Promise<Answer> {
    const given = this.given.get(key);
    if (given && !isSameOrder(given.body, body)) {
      return { problem: problem(409, "idempotency_conflict", "Other body.") };
    }
    if (given) return this.answer(given.order);
    if (this.refusal) return { problem: this.refusal };
    const order = anOrder({ number: 1001 + this.orders.length, ...said(body) });
    this.orders.push(order);
    this.given.set(key, { body, order });
    return this.answer(order);
  }

  async get(id: string): Promise<Answer> {
    const order = this.orders.find((candidate) => candidate.id === id);
    return order
      ? this.answer(order)
      : { problem: problem(404, "not_found", "Gone.") };
  }

  async correct({ id, version }: Order, wanted: NewOrder): Promise<Answer> {
    const index = this.orders.findIndex((order) => order.id === id);
    const order = this.orders[index];
    if (!order || order.version !== version) {
      return { problem: problem(412, "version_mismatch", "Changed.") };
    }
    if (this.refusal) return { problem: this.refusal };
    const next = { ...order, ...said(wanted), version: version + 1 };
    this.orders[index] = next;
    return this.answer(next);
  }

  private answer(order: Order): Answer {
    this.loses -= 1;
    return this.loses >= 0
      ? { problem: problem(0, "unreachable", "No answer.") }
      : { order };
  }
}

function said({ items, user_id = null, note = null }: NewOrder) {
  return {
    items: items.map(({ product_id = null, quantity }) =>
      anItem({ product_id, quantity }),
    ),
    user_id,
    note,
  };
}

const quantities = ({ orders }: Server) =>
  orders.map(({ items }) => items.map(({ quantity }) => quantity));

it("repeats a lost answer without a second order", async () => {
  const server = new Server();
  server.loses = 2;
  const attempt = trying(fresh, first, 0);
  for (const outcome of ["unanswered", "unanswered", "created"]) {
    expect((await deliver(first, attempt, server)).outcome).toBe(outcome);
  }
  expect(server.orders).toHaveLength(1);
});

it("makes a change of an order that had arrived, when it was typed anew after a lost answer", async () => {
  const server = new Server();
  server.loses = 1;
  const attempt = trying(fresh, first, 0);
  await deliver(first, attempt, server);
  const delivery = await deliver(second, trying(attempt, second, 1), server);
  expect(delivery.outcome).toBe("created");
  expect(quantities(server)).toEqual([[5]]);
});

it.each([1, 2, 3])(
  "settles also when %i of the answers on the way are lost",
  async (loses) => {
    const server = new Server();
    server.loses = 1;
    let attempt = trying(fresh, first, 0);
    await deliver(first, attempt, server);
    attempt = trying(attempt, second, 1);
    server.loses = loses;
    let outcome = "";
    for (let round = 0; outcome !== "created" && round < 9; round += 1) {
      ({ outcome } = await deliver(second, attempt, server));
    }
    expect(outcome).toBe("created");
    expect(quantities(server)).toEqual([[5]]);
  },
);

it("makes one order of the new wording when the old one never arrived", async () => {
  const server = new Server();
  const attempt = trying(trying(fresh, first, 0), second, 1);
  expect((await deliver(second, attempt, server)).outcome).toBe("created");
  expect(quantities(server)).toEqual([[5]]);
});

it("says when the order is there and only its change was refused", async () => {
  const server = new Server();
  server.loses = 1;
  const attempt = trying(fresh, first, 0);
  await deliver(first, attempt, server);
  server.refusal = problem(409, "order_not_editable", "It is paid.");
  const delivery = await deliver(second, trying(attempt, second, 1), server);
  expect(delivery).toMatchObject({
    outcome: "refused",
    madeAs: 1001,
    madeLabel: "1001",
  });
  expect(quantities(server)).toEqual([[1]]);
});

it("hands a refusal back", async () => {
  const server = new Server();
  server.refusal = problem(409, "insufficient_stock", "Only 2 left.");
  const delivery = await deliver(first, trying(fresh, first, 0), server);
  expect(delivery).toMatchObject({ outcome: "refused", madeAs: null });
});
