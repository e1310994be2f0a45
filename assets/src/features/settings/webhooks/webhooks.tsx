import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { Webhook } from "../../../api/types";
import { LoadedList } from "../../../components/loaded-list";
import { Section } from "../../../components/section";
import { settingsWords } from "../../../words/settings/words";
import { DeleteWebhookDialog } from "./delete-webhook-dialog";
import { DeliveriesDialog } from "./deliveries-dialog";
import { EditWebhookDialog } from "./edit-webhook-dialog";
import { useListWebhooksQuery } from "./endpoints";
import { NewSecretDialog } from "./new-secret-dialog";
import { NewWebhookDialog } from "./new-webhook-dialog";
import { WebhookRow, type WebhookDialog } from "./webhook-row";
import classes from "./webhooks.module.css";

/** How a delivery went, no event tells: the server is asked. */
export const lookEveryMs = 5_000;

/** Where other programs are told of events, and how that goes. */
export function Webhooks() {
  const list = useListWebhooksQuery(undefined, {
    refetchOnMountOrArgChange: true,
    pollingInterval: lookEveryMs,
    skipPollingIfUnfocused: true,
  });
  const [isMaking, setIsMaking] = useState(false);
  const [open, setOpen] = useState<[WebhookDialog, Webhook] | null>(null);
  const labels = settingsWords.webhooks;
  const close = () => setOpen(null);
  return (
    <Section
      level={2}
      title={labels.title}
      action={
        <Button
          variant="default"
          size="xs"
          leftSection={<Plus size={16} aria-hidden />}
          onClick={() => setIsMaking(true)}
        >
          {labels.new}
        </Button>
      }
    >
      <p className={classes.soft}>{labels.detail}</p>
      <LoadedList
        label={labels.title}
        rows={list.data}
        list={list}
        usual={2}
        empty={labels.empty}
      >
        {(webhook) => (
          <WebhookRow
            key={webhook.id}
            webhook={webhook}
            onOpen={(dialog) => setOpen([dialog, webhook])}
          />
        )}
      </LoadedList>
      {isMaking && <NewWebhookDialog onClose={() => setIsMaking(false)} />}
      {open?.[0] === "deliveries" && (
        <DeliveriesDialog webhook={open[1]} onClose={close} />
      )}
      {open?.[0] === "edit" && (
        <EditWebhookDialog webhook={open[1]} onClose={close} />
      )}
      {open?.[0] === "secret" && (
        <NewSecretDialog webhook={open[1]} onClose={close} />
      )}
      {open?.[0] === "delete" && (
        <DeleteWebhookDialog webhook={open[1]} onClose={close} />
      )}
    </Section>
  );
}
