import { Button } from "@mantine/core";
import { Compass } from "lucide-react";
import { Link } from "react-router";
import { EmptyState } from "../components/empty-state";
import { words } from "../words/words";

export function NotFound() {
  return (
    <EmptyState
      isPage
      icon={Compass}
      title={words.problems.notFoundTitle}
      detail={words.problems.notFound}
    >
      <Button component={Link} to="/orders" variant="default">
        {words.common.toStart}
      </Button>
    </EmptyState>
  );
}
