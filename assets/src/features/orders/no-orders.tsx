import { Button } from "@mantine/core";
import { Inbox, SearchX } from "lucide-react";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state";
import { words } from "../../words/words";

interface NoOrdersProps {
  isAdmin: boolean;
  isFiltered: boolean;
  onClear: () => void;
}

export function NoOrders({ isAdmin, isFiltered, onClear }: NoOrdersProps) {
  const text = words.orders;
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title={text.noMatch}
        detail={text.noMatchDetail}
      >
        <Button variant="default" onClick={onClear}>
          {text.filters.clear}
        </Button>
      </EmptyState>
    );
  }
  if (!isAdmin) {
    return (
      <EmptyState
        icon={Inbox}
        title={text.emptyOwn}
        detail={text.emptyOwnDetail}
      />
    );
  }
  return (
    <EmptyState icon={Inbox} title={text.empty} detail={text.emptyDetail}>
      <Button component={Link} to="/products?import" variant="default">
        {words.products.import}
      </Button>
    </EmptyState>
  );
}
