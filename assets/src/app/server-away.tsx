import { CloudOff } from "lucide-react";
import { EmptyState } from "../components/empty-state";
import { words } from "../words/words";

/** Before anything could be fetched: there is nothing to show yet. */
export function ServerAway() {
  return (
    <EmptyState
      isPage
      icon={CloudOff}
      title={words.problems.serverTitle}
      detail={words.problems.server}
    />
  );
}
