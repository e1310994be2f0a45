import { Button } from "@mantine/core";
import { Gauge } from "lucide-react";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state";
import { words } from "../../words/words";
import { useHasProductsQuery } from "./endpoints";

/** A shop without a single order: what to do next. */
export function NewShop() {
  const text = words.dashboard;
  const { data: hasProducts = false } = useHasProductsQuery();
  return (
    <EmptyState
      icon={Gauge}
      title={text.empty}
      detail={hasProducts ? text.emptyNoOrders : text.emptyNoProducts}
    >
      {!hasProducts && (
        <Button component={Link} to="/products/new">
          {text.addProducts}
        </Button>
      )}
      <Button
        component={Link}
        to="/orders/new"
        variant={hasProducts ? "filled" : "default"}
      >
        {text.firstOrder}
      </Button>
    </EmptyState>
  );
}
