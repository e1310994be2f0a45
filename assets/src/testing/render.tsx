import { MantineProvider } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { Provider } from "react-redux";
import {
  createMemoryRouter,
  RouterProvider,
  type RouteObject,
} from "react-router";
import { afterEach } from "vitest";
import type { User } from "../api/types";
import { makeStore, type AppStore } from "../app/store";
import { theme } from "../app/theme";
import { Toaster } from "../components/toaster";
import { PersonContext } from "../hooks/use-person";
import { ScrollContext } from "../hooks/use-scroller";
import { ShopContext, type Shop } from "../hooks/use-shop";
import { anAdmin } from "./factories";

// Toasts outlive the page that showed them.
afterEach(() => notifications.clean());

interface RenderOptions {
  person?: User;
  store?: AppStore;
  /** What is different about the shop. */
  shop?: Partial<Shop>;
  /** Where the test begins, as in "/orders?status=PAID". */
  at?: string;
}

const testShop = {
  shop_name: "Test shop",
  currency: "EUR",
  timezone: "UTC",
  prices_include_tax: true,
  tax_rate: 0,
  day_starts_at: "00:00",
  low_stock: 5,
};

/** Where rows scroll that are shown without a page around them. */
const frame = { current: document.documentElement };

/** Shows a page or a part of one as the app would, signed in as an admin. */
export function show(
  what: ReactElement | RouteObject[],
  {
    person = anAdmin(),
    store = makeStore(),
    shop = {},
    at = "/",
  }: RenderOptions = {},
) {
  const routes = Array.isArray(what) ? what : [{ path: "*", element: what }];
  const router = createMemoryRouter(routes, { initialEntries: [at] });
  const user = userEvent.setup();
  const view = render(
    <Provider store={store}>
      <MantineProvider theme={theme} env="test" withCssVariables={false}>
        <ShopContext value={{ ...testShop, ...shop }}>
          <PersonContext value={person}>
            <ScrollContext value={frame}>
              <RouterProvider router={router} />
            </ScrollContext>
          </PersonContext>
        </ShopContext>
        <Toaster />
      </MantineProvider>
    </Provider>,
  );
  return { ...view, user, store, router };
}
