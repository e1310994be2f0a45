import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import { Link, useLocation, useOutlet, useParams } from "react-router";
import { PageHeader } from "../../components/page-header";
import { SearchField } from "../../components/search-field";
import { Workspace } from "../../components/workspace";
import { useIsAdmin } from "../../hooks/use-person";
import { useTitle } from "../../hooks/use-title";
import { words } from "../../words/words";
import { FilterBar } from "./filter-bar";
import { OrderList } from "./order-list";
import { noFilters } from "./order-filters";
import { useOrderFilters } from "./use-order-filters";

/** The list of orders; the open order or the new one stands beside it. */
export function OrdersPage() {
  const panel = useOutlet();
  const { number } = useParams();
  const { search } = useLocation();
  const { filters, setFilters } = useOrderFilters();
  const isAdmin = useIsAdmin();
  useTitle(number ? words.orders.name(number) : words.orders.title);
  return (
    <Workspace panel={panel}>
      <PageHeader
        title={words.orders.title}
        search={
          <SearchField
            value={filters.q}
            placeholder={words.orders.search}
            onSearch={(q) => setFilters({ ...filters, q })}
          />
        }
        filters={
          <FilterBar
            filters={filters}
            onChange={setFilters}
            withCustomer={isAdmin}
          />
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
      />
      <OrderList
        filters={filters}
        current={number}
        search={search}
        onClear={() => setFilters({ ...noFilters, sort: filters.sort })}
      />
    </Workspace>
  );
}
