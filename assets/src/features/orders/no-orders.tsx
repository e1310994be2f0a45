import { Button } from "@mantine/core";
import { Inbox, SearchX } from "lucide-react";
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
  return (
    <EmptyState
      icon={Inbox}
      title={isAdmin ? text.empty : text.emptyOwn}
      detail={isAdmin ? text.emptyDetail : text.emptyOwnDetail}
    />
  );
}
