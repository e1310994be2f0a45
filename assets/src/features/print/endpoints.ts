import { api } from "../../api/api";
import { asProblem } from "../../api/problem";
import type {
  Closing,
  Letterhead,
  Order,
  Payment,
  Problem,
  StatusLink,
  User,
} from "../../api/types";
import { atMost } from "../../lib/at-most";

export interface Printout {
  /** Whose paper it is. */
  shop: Letterhead;
  /** Those that are there, in the order asked for. */
  orders: Order[];
  /** By id; with address and phone, for whom the server shows them. */
  customers: Record<string, User>;
  /** By the id of the order, for whom the server shows them. */
  payments: Record<string, Payment[]>;
  missing: number[];
}

interface PrintoutQuery {
  numbers: number[];
  /** The server tells admins more. */
  isAdmin: boolean;
}

const requestsAtOnce = 6;

type Answer = { data?: unknown; error?: Problem };
type Asked = string | { url: string; method: "POST" };
type Ask = (asked: Asked) => Answer | PromiseLike<Answer>;

/** By the id of the order. */
export type StatusLinks = Record<string, StatusLink>;

export const printApi = api.injectEndpoints({
  endpoints: (build) => ({
    /** All that one printout needs. Not kept: paper shows what holds when it is printed. */
    getPrintout: build.query<Printout, PrintoutQuery>({
      queryFn: ({ numbers, isAdmin }, _store, _options, ask) =>
        orProblem(fetchPrintout(ask, numbers, isAdmin)),
      keepUnusedDataFor: 0,
    }),
    /** The links of these orders, made where there are none. An order that ended long ago has none. */
    getStatusLinks: build.query<StatusLinks, readonly string[]>({
      queryFn: (ids, _store, _options, ask) =>
        orProblem(fetchStatusLinks(ask, ids)),
      keepUnusedDataFor: 0,
    }),
    /** A day at the till; null: the present one, by the shop's own hour. */
    getClosing: build.query<Closing, string | null>({
      query: (date) => ({
        url: "/reports/closing",
        params: date === null ? {} : { date },
      }),
      providesTags: ["Summary"],
      keepUnusedDataFor: 0,
    }),
  }),
});

export const {
  useGetPrintoutQuery,
  useGetStatusLinksQuery,
  useGetClosingQuery,
} = printApi;

async function orProblem<Data>(
  answer: Promise<Data>,
): Promise<{ data: Data } | { error: Problem }> {
  try {
    return { data: await answer };
  } catch (error) {
    const problem = asProblem(error);
    if (!problem) throw error;
    return { error: problem };
  }
}

async function fetchPrintout(
  ask: Ask,
  numbers: number[],
  isAdmin: boolean,
): Promise<Printout> {
  const shop = (await answerOf(ask, "/shop")) as Letterhead;
  const found = await atMost(requestsAtOnce, numbers, (number) =>
    unlessMissing<Order>(ask, `/orders/${number}`),
  );
  const orders = found.filter((order) => order !== null);
  const ids = isAdmin
    ? [...new Set(orders.flatMap(({ user_id }) => user_id ?? []))]
    : [];
  const customers = await atMost(requestsAtOnce, ids, (id) =>
    unlessMissing<User>(ask, `/customers/${id}`),
  );
  return {
    shop,
    orders,
    customers: Object.fromEntries(
      customers.flatMap((user) => (user ? [[user.id, user]] : [])),
    ),
    payments: await fetchPayments(ask, orders),
    missing: numbers.filter((_number, index) => found[index] === null),
  };
}

/** How orders were paid that were. */
async function fetchPayments(
  ask: Ask,
  orders: Order[],
): Promise<Record<string, Payment[]>> {
  const paid = orders.filter(
    (order) => order.paid > 0 || order.credit_note !== null,
  );
  const found = await atMost(requestsAtOnce, paid, async ({ id }) => {
    const payments = await unlessMissing<Payment[]>(
      ask,
      `/orders/${id}/payments`,
    );
    return [id, payments ?? []] as const;
  });
  return Object.fromEntries(found);
}

async function fetchStatusLinks(
  ask: Ask,
  ids: readonly string[],
): Promise<StatusLinks> {
  const links = await atMost(requestsAtOnce, ids, async (id) => {
    const asked = { url: `/orders/${id}/link`, method: "POST" } as const;
    return [id, await unlessMissing<StatusLink>(ask, asked)] as const;
  });
  return Object.fromEntries(
    links.flatMap(([id, link]) => (link ? [[id, link]] : [])),
  );
}

/** The answer; null when the server has nothing there (any more), its problem else. */
async function unlessMissing<Data>(
  ask: Ask,
  asked: Asked,
): Promise<Data | null> {
  try {
    return (await answerOf(ask, asked)) as Data;
  } catch (error) {
    const problem = asProblem(error);
    if (problem?.status === 404 || problem?.code === "order_long_ended") {
      return null;
    }
    throw error;
  }
}

/** The answer, or its problem thrown. */
async function answerOf(ask: Ask, asked: Asked): Promise<unknown> {
  const { data, error } = await ask(asked);
  if (error) throw error;
  return data;
}
