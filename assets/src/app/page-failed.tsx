import { Button } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { EmptyState } from "../components/empty-state";
import { words } from "../words/words";

/** A page that could not be loaded or drawn: mostly one whose file a newer version replaced. */
export function PageFailed() {
  return (
    <EmptyState
      isPage
      icon={TriangleAlert}
      title={words.problems.pageFailed}
      detail={words.problems.pageFailedDetail}
    >
      <Button onClick={() => window.location.reload()}>
        {words.problems.reload}
      </Button>
    </EmptyState>
  );
}
