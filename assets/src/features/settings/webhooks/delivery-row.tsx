import { Button } from "@mantine/core";
import { CircleAlert, CircleCheck, Clock, type LucideIcon } from "lucide-react";
import { asProblem } from "../../../api/problem";
import type { EventName, WebhookDelivery } from "../../../api/types";
import { TimeAgo } from "../../../components/time-ago";
import { toast } from "../../../components/toast";
import { useShop } from "../../../hooks/use-shop";
import { paperTime } from "../../../lib/time";
import { settingsWords } from "../../../words/settings/words";
import { useSendAgainMutation } from "./endpoints";
import classes from "./webhooks.module.css";

type State = "delivered" | "waiting" | "failed";

const icons: Record<State, LucideIcon> = {
  delivered: CircleCheck,
  waiting: Clock,
  failed: CircleAlert,
};

interface DeliveryRowProps {
  webhook: string;
  delivery: WebhookDelivery;
}

/** A delivery: of what, when, how it went, and a way to send it once more. */
export function DeliveryRow({ webhook, delivery }: DeliveryRowProps) {
  const { id, created_at, attempts, next_attempt_at } = delivery;
  const { timezone } = useShop();
  const [send, { isLoading }] = useSendAgainMutation();
  const labels = settingsWords.webhooks;
  const name = nameOf(delivery);
  const state = stateOf(delivery);
  const Icon = icons[state];
  const answer = answerOf(delivery);
  const again = async () => {
    const problem = asProblem((await send({ webhook, delivery: id })).error);
    if (problem) toast(problem.detail);
  };
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p className={classes.name}>{name}</p>
        <p className={classes.facts}>
          <span className={classes.state} data-state={state}>
            <Icon size={14} aria-hidden />
            {labels.states[state]}
          </span>
          <TimeAgo at={created_at} />
          {attempts > 0 && <span>{labels.tries(attempts)}</span>}
          {attempts > 0 && next_attempt_at && (
            <span>{labels.nextTry(paperTime(next_attempt_at, timezone))}</span>
          )}
        </p>
        {answer && <p className={classes.facts}>{answer}</p>}
      </div>
      <Button
        variant="subtle"
        size="xs"
        loading={isLoading}
        aria-label={labels.sendThatAgain(name, paperTime(created_at, timezone))}
        onClick={() => void again()}
      >
        {labels.sendAgain}
      </Button>
    </li>
  );
}

function nameOf({ event, skipped }: WebhookDelivery): string {
  const labels = settingsWords.webhooks;
  if (event === "ping") return labels.ping;
  if (skipped !== null) return labels.resync(skipped);
  // One of a later version is called what it is called there.
  return labels.names[event as EventName] ?? event;
}

/** A delivery that the receiver has is delivered, whatever it said when it came once more. */
function stateOf(delivery: WebhookDelivery): State {
  if (delivery.delivered_at !== null) return "delivered";
  return delivery.attempts === 0 ? "waiting" : "failed";
}

/** What was said last, if it was no yes. */
function answerOf({ status, answer, error }: WebhookDelivery): string | null {
  if (error !== null) return error;
  if (status === null || (status >= 200 && status < 300)) return null;
  const said = settingsWords.webhooks.answered(status);
  return answer ? `${said}: ${answer}` : said;
}
