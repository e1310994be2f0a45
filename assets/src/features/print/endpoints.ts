import { api } from "../../api/api";
import { asProblem } from "../../api/problem";
import type { Order, Problem, User } from "../../api/types";
import { atMost } from "../../lib/at-most";

export interface Printout {
  /** Those that are there, in the order asked for. */
  orders: Order[];
  /** By id; with address and phone, for whom the server shows them. */
  customers: Record<string, User>;
  missing: number[];
}

interface PrintoutQuery {
  numbers: number[];
  withCustomers: boolean;
}

const requestsAtOnce = 6;

type Answer = { data?: unknown; error?: Problem };
type Ask = (address: string) => Answer | PromiseLike<Answer>;

export const printApi = api.injectEndpoints({
  endpoints: (build) => ({
    /** All that one printout needs. Not kept: paper shows what holds when it is printed. */
    getPrintout: build.query<Printout, PrintoutQuery>({
      queryFn: async ({ numbers, withCustomers }, _store, _options, ask) => {
        try {
          return { data: await fetchPrintout(ask, numbers, withCustomers) };
        } catch (error) {
          const problem = asProblem(error);
          if (!problem) throw error;
          return { error: problem };
        }
      },
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useGetPrintoutQuery } = printApi;

async function fetchPrintout(
  ask: Ask,
  numbers: number[],
  withCustomers: boolean,
): Promise<Printout> {
  const found = await atMost(requestsAtOnce, numbers, (number) =>
    unlessMissing<Order>(ask, `/orders/${number}`),
  );
  const orders = found.filter((order) => order !== null);
  const ids = withCustomers
    ? [...new Set(orders.flatMap(({ user_id }) => user_id ?? []))]
    : [];
  const customers = await atMost(requestsAtOnce, ids, (id) =>
    unlessMissing<User>(ask, `/customers/${id}`),
  );
  return {
    orders,
    customers: Object.fromEntries(
      customers.flatMap((user) => (user ? [[user.id, user]] : [])),
    ),
    missing: numbers.filter((_number, index) => found[index] === null),
  };
}

/** The answer; null when the server has nothing at this address, its problem else. */
async function unlessMissing<Data>(
  ask: Ask,
  address: string,
): Promise<Data | null> {
  const { data, error } = await ask(address);
  if (error?.status === 404) return null;
  if (error) throw error;
  return data as Data;
}
