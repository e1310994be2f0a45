import { allRows } from "../../../api/pages";
import type { Webhook } from "../../../api/types";
import { Dialog } from "../../../components/dialog";
import { LoadedList } from "../../../components/loaded-list";
import { settingsWords } from "../../../words/settings/words";
import { DeliveryRow } from "./delivery-row";
import { useListDeliveriesInfiniteQuery } from "./endpoints";

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
  return (
    <Dialog
      title={labels.deliveriesOf(webhook.url)}
      size={640}
      onClose={onClose}
    >
      <LoadedList
        label={labels.deliveries}
        rows={list.data && allRows(list.data)}
        list={list}
        usual={4}
        empty={labels.none}
      >
        {(delivery) => (
          <DeliveryRow
            key={delivery.id}
            webhook={webhook.id}
            delivery={delivery}
          />
        )}
      </LoadedList>
    </Dialog>
  );
}
