import { Button } from "@mantine/core";
import { allRows } from "../../../api/pages";
import { asProblem } from "../../../api/problem";
import type { Webhook } from "../../../api/types";
import { Dialog } from "../../../components/dialog";
import { ProblemNote } from "../../../components/problem-note";
import { SkeletonRows } from "../../../components/skeleton-rows";
import { settingsWords } from "../../../words/settings/words";
import { words } from "../../../words/words";
import { DeliveryRow } from "./delivery-row";
import { useListDeliveriesInfiniteQuery } from "./endpoints";
import classes from "./webhooks.module.css";

interface DeliveriesDialogProps {
  webhook: Webhook;
  onClose: () => void;
}

/** While it is open: a try that was asked for a moment ago shows how it went. */
const lookEveryMs = 2_000;

/** What was delivered and what waits, newest first. */
export function DeliveriesDialog({ webhook, onClose }: DeliveriesDialogProps) {
  const list = useListDeliveriesInfiniteQuery(webhook.id, {
    pollingInterval: lookEveryMs,
    skipPollingIfUnfocused: true,
  });
  const labels = settingsWords.webhooks;
  const deliveries = allRows(list.data);
  const problem = asProblem(list.error);
  return (
    <Dialog
      title={labels.deliveriesOf(webhook.url)}
      size={640}
      onClose={onClose}
    >
      {problem && (
        <ProblemNote problem={problem} onRetry={() => void list.refetch()} />
      )}
      {list.isLoading && <SkeletonRows count={4} />}
      {list.data && deliveries.length === 0 && (
        <p className={classes.empty}>{labels.none}</p>
      )}
      {deliveries.length > 0 && (
        <ul className={classes.list} aria-label={labels.deliveries}>
          {deliveries.map((delivery) => (
            <DeliveryRow
              key={delivery.id}
              webhook={webhook.id}
              delivery={delivery}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          className={classes.more ?? ""}
          variant="default"
          size="xs"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {words.common.showMore}
        </Button>
      )}
    </Dialog>
  );
}
