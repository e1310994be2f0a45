import type { ComponentType } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";
import { AdminOnly } from "./admin-only";
import { Gate } from "./gate";
import { NotFound } from "./not-found";
import { PageFailed } from "./page-failed";
import { pages } from "./pages";
import { RequireSession } from "./require-session";
import { Shell } from "./shell";

type FetchPage = () => Promise<ComponentType>;

const open = (fetchPage: FetchPage) => async () => ({
  Component: await fetchPage(),
});

const forAdmins = (fetchPage: FetchPage) => async () => {
  const Page = await fetchPage();
  return {
    element: (
      <AdminOnly>
        <Page />
      </AdminOnly>
    ),
  };
};

/** What stands inside of the shell. */
const workPages: RouteObject[] = [
  { path: "/", lazy: open(pages.dashboard) },
  {
    path: "/orders",
    lazy: open(pages.orders),
    children: [
      { path: "new", lazy: forAdmins(pages.newOrder) },
      { path: ":number/edit?", lazy: open(pages.order) },
    ],
  },
  {
    path: "/products",
    lazy: open(pages.products),
    children: [
      { path: "new", lazy: forAdmins(pages.newProduct) },
      { path: ":id", lazy: forAdmins(pages.product) },
    ],
  },
  {
    path: "/customers",
    lazy: forAdmins(pages.customers),
    children: [
      { path: "new", lazy: forAdmins(pages.newCustomer) },
      { path: ":id", lazy: forAdmins(pages.customer) },
    ],
  },
  { path: "/documents", lazy: forAdmins(pages.documents) },
  { path: "/settings", lazy: forAdmins(pages.settings) },
  { path: "/account", lazy: open(pages.account) },
  { path: "*", element: <NotFound /> },
];

export const routes: RouteObject[] = [
  {
    element: <Gate />,
    errorElement: <PageFailed />,
    hydrateFallbackElement: <></>,
    children: [
      { path: "/setup", lazy: open(pages.setup) },
      { path: "/login", lazy: open(pages.login) },
      {
        element: <RequireSession />,
        children: [
          // Paper has no rail.
          { path: "/print/:document", lazy: open(pages.print) },
          { path: "/closing", lazy: forAdmins(pages.closing) },
          {
            element: <Shell />,
            // A page that fails leaves the rail, and with it the way to the others.
            children: [{ errorElement: <PageFailed />, children: workPages }],
          },
        ],
      },
    ],
  },
];

export function makeRouter() {
  return createBrowserRouter(routes);
}
