import { Button } from "@mantine/core";
import {
  CircleAlert,
  CircleCheck,
  CirclePause,
  KeyRound,
  Pause,
  PencilLine,
  Send,
  Trash2,
  type LucideIcon,
} from "lucide-react";
import { asProblem } from "../../../api/problem";
import type { Webhook } from "../../../api/types";
import { MoreMenu } from "../../../components/more-menu";
import { toast } from "../../../components/toast";
import { useShop } from "../../../hooks/use-shop";
import { paperTime } from "../../../lib/time";
import { settingsWords } from "../../../words/settings/words";
import { useTestWebhookMutation, useUpdateWebhookMutation } from "./endpoints";
import classes from "./webhooks.module.css";

export type WebhookDialog = "deliveries" | "edit" | "secret" | "delete";

interface WebhookRowProps {
  webhook: Webhook;
  onOpen: (dialog: WebhookDialog) => void;
}

/** A webhook: where it goes, with what, whether that works, and what can be done. */
export function WebhookRow({ webhook, onOpen }: WebhookRowProps) {
  const { id, url, events } = webhook;
  const { timezone } = useShop();
  const [update, { isLoading }] = useUpdateWebhookMutation();
  const [test] = useTestWebhookMutation();
  const labels = settingsWords.webhooks;
  const isPaused = webhook.paused_at !== null;
  const { state, icon: Icon, text } = stateOf(webhook, timezone);
  const tell = (answer: { error?: unknown }, done?: string) => {
    const problem = asProblem(answer.error);
    if (problem) toast(problem.detail);
    else if (done) toast(done);
  };
  const pause = async (paused: boolean) =>
    tell(await update({ id, patch: { paused } }));
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p className={classes.name}>{url}</p>
        <p className={classes.facts}>
          <span className={classes.state} data-state={state}>
            <Icon size={14} aria-hidden />
            {text}
          </span>
          <span>
            {events === null
              ? labels.allEvents
              : labels.someEvents(events.length)}
          </span>
        </p>
      </div>
      <div className={classes.actions}>
        {isPaused && (
          <Button
            variant="default"
            size="xs"
            loading={isLoading}
            onClick={() => void pause(false)}
          >
            {labels.resume}
          </Button>
        )}
        <Button
          variant="subtle"
          size="xs"
          aria-label={labels.deliveriesOf(url)}
          onClick={() => onOpen("deliveries")}
        >
          {labels.deliveries}
        </Button>
        <MoreMenu
          label={labels.more(url)}
          items={[
            {
              icon: Send,
              label: labels.test,
              onClick: () =>
                void test(id).then((it) => tell(it, labels.tested)),
            },
            {
              icon: PencilLine,
              label: labels.edit,
              onClick: () => onOpen("edit"),
            },
            ...(isPaused
              ? []
              : [
                  {
                    icon: Pause,
                    label: labels.pause,
                    onClick: () => void pause(true),
                  },
                ]),
            {
              icon: KeyRound,
              label: labels.newSecret,
              onClick: () => onOpen("secret"),
            },
            {
              icon: Trash2,
              label: labels.remove,
              onClick: () => onOpen("delete"),
            },
          ]}
        />
      </div>
    </li>
  );
}

interface Shown {
  state: "working" | "failed" | "paused";
  icon: LucideIcon;
  text: string;
}

function stateOf(webhook: Webhook, timezone: string): Shown {
  const { pause_reason, failures, next_attempt_at } = webhook;
  const labels = settingsWords.webhooks;
  if (pause_reason !== null) {
    const state = pause_reason === "by_hand" ? "paused" : "failed";
    return { state, icon: CirclePause, text: labels.paused[pause_reason] };
  }
  if (failures === 0) {
    return { state: "working", icon: CircleCheck, text: labels.working };
  }
  const next = next_attempt_at && paperTime(next_attempt_at, timezone);
  const text = [labels.failing(failures), next && labels.nextTry(next)];
  return {
    state: "failed",
    icon: CircleAlert,
    text: text.filter(Boolean).join(", "),
  };
}
