import { Button } from "@mantine/core";
import { Archive, Package, PackageCheck, SearchX } from "lucide-react";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state";
import { useIsAdmin } from "../../hooks/use-person";
import { useShop } from "../../hooks/use-shop";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import type { ProductFilters } from "./endpoints";

interface NoProductsProps {
  filters: ProductFilters;
  onClear: () => void;
}

/** A list without products: why, and what to do. */
export function NoProducts({ filters, onClear }: NoProductsProps) {
  const isAdmin = useIsAdmin();
  const { low_stock } = useShop();
  const text = words.products;
  if (filters.q !== "") {
    return (
      <EmptyState
        icon={SearchX}
        title={text.noMatch}
        detail={text.noMatchDetail}
      >
        <Button variant="default" onClick={onClear}>
          {words.common.clearFilters}
        </Button>
      </EmptyState>
    );
  }
  if (filters.low_stock) {
    return (
      <EmptyState
        icon={PackageCheck}
        title={text.nothingLow}
        detail={text.nothingLowDetail(formatCount(low_stock))}
      >
        <Button variant="default" onClick={onClear}>
          {text.showAll}
        </Button>
      </EmptyState>
    );
  }
  if (filters.archived) {
    return (
      <EmptyState
        icon={Archive}
        title={text.noArchived}
        detail={text.noArchivedDetail}
      />
    );
  }
  return isAdmin ? (
    <EmptyState icon={Package} title={text.empty} detail={text.emptyDetail}>
      <Button component={Link} to="/products/new" variant="default">
        {text.new}
      </Button>
      <Button component={Link} to="/products?import" variant="default">
        {words.csv.import}
      </Button>
    </EmptyState>
  ) : (
    <EmptyState
      icon={Package}
      title={text.empty}
      detail={text.emptyCustomerDetail}
    />
  );
}
