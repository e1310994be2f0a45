import { Button } from "@mantine/core";
import { FileDown, ListChecks, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import {
  Link,
  useLocation,
  useNavigate,
  useOutlet,
  useParams,
} from "react-router";
import { exportAddress } from "../../api/csv";
import { MoreMenu } from "../../components/more-menu";
import { PageHeader } from "../../components/page-header";
import { SearchField } from "../../components/search-field";
import { Workspace } from "../../components/workspace";
import { useIsAdmin } from "../../hooks/use-person";
import { useShortcuts } from "../../hooks/use-shortcuts";
import { useTitle } from "../../hooks/use-title";
import { words } from "../../words/words";
import { useCountOrdersQuery } from "./endpoints";
import { FilterBar } from "./filter-bar";
import { OrderList } from "./order-list";
import classes from "./orders-page.module.css";
import {
  countedBy,
  isFiltered,
  noFilters,
  paramsFromQuery,
} from "./order-filters";
import { WaitingOrders } from "./outbox/waiting-orders";
import { useOrderFilters } from "./use-order-filters";
import { ViewSwitch } from "./view-switch";

const OrderBoard = lazy(async () => ({
  default: (await import("./order-board")).OrderBoard,
}));

/** Orders as a list or as a board; the open order or the new one stands beside it. */
export function OrdersPage() {
  const panel = useOutlet();
  const navigate = useNavigate();
  const { number } = useParams();
  const { search } = useLocation();
  const { filters, query, view, setFilters, setView } = useOrderFilters();
  const { data: counts } = useCountOrdersQuery(countedBy(query));
  const [isSelecting, setIsSelecting] = useState(false);
  const isAdmin = useIsAdmin();
  const isBoard = view === "board";
  useTitle(number ? words.orders.name(number) : words.orders.title);
  useShortcuts({
    n: isAdmin
      ? () => void navigate({ pathname: "/orders/new", search })
      : undefined,
    b: () => setView(isBoard ? "list" : "board"),
  });
  return (
    <Workspace panel={panel} isFixed={isBoard}>
      <PageHeader
        title={words.orders.title}
        search={
          <SearchField
            value={filters.q}
            placeholder={words.orders.search}
            onSearch={(q) => setFilters({ ...filters, q })}
            // A scanned slip types its number and Enter.
            onEnter={(text) => {
              if (/^\d+$/.test(text)) {
                void navigate({ pathname: `/orders/${text}`, search });
              }
            }}
          />
        }
        filters={
          <FilterBar
            filters={filters}
            counts={counts}
            onChange={setFilters}
            withCustomer={isAdmin}
            withSort={!isBoard}
          >
            {isAdmin && !isBoard && (
              <Button
                className={classes.selecting ?? ""}
                variant={isSelecting ? "light" : "default"}
                aria-pressed={isSelecting}
                leftSection={<ListChecks size={16} aria-hidden />}
                onClick={() => setIsSelecting(!isSelecting)}
              >
                {words.orders.bulk.selectMany}
              </Button>
            )}
            <ViewSwitch value={view} onChange={setView} />
          </FilterBar>
        }
        action={
          isAdmin && (
            <Button
              component={Link}
              to={{ pathname: "/orders/new", search }}
              // The open order has the primary button then.
              variant={panel ? "default" : "filled"}
              leftSection={<Plus size={16} aria-hidden />}
            >
              {words.orders.new}
            </Button>
          )
        }
        more={
          isAdmin && (
            <MoreMenu
              label={words.common.moreOfList}
              items={[
                {
                  icon: FileDown,
                  label: words.csv.export,
                  download: exportAddress("orders", paramsFromQuery(query)),
                },
              ]}
            />
          )
        }
      />
      <WaitingOrders />
      {isBoard ? (
        <Suspense>
          <OrderBoard query={query} current={number} search={search} />
        </Suspense>
      ) : (
        <OrderList
          query={query}
          isFiltered={isFiltered(filters)}
          current={number}
          search={search}
          isSelecting={isSelecting}
          onClear={() => setFilters({ ...noFilters, sort: filters.sort })}
        />
      )}
    </Workspace>
  );
}
