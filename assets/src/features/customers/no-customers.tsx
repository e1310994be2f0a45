import { Button } from "@mantine/core";
import { Archive, SearchX, Users } from "lucide-react";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state";
import { words } from "../../words/words";
import type { CustomerFilters } from "./endpoints";

interface NoCustomersProps {
  filters: CustomerFilters;
  onClear: () => void;
}

/** A list without customers: why, and what to do. */
export function NoCustomers({ filters, onClear }: NoCustomersProps) {
  const text = words.customers;
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
  return filters.archived ? (
    <EmptyState
      icon={Archive}
      title={text.noArchived}
      detail={text.noArchivedDetail}
    />
  ) : (
    <EmptyState icon={Users} title={text.empty} detail={text.emptyDetail}>
      <Button component={Link} to="/customers/new" variant="default">
        {text.new}
      </Button>
      <Button component={Link} to="/customers?import" variant="default">
        {words.csv.import}
      </Button>
    </EmptyState>
  );
}
