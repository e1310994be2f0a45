import { CircleAlert, CircleCheck, Clock, type LucideIcon } from "lucide-react";
import type { Mail, MailFailure, MailState } from "../api/types";
import { useShop } from "../hooks/use-shop";
import { paperTime } from "../lib/time";
import { mailWords } from "../words/mail/words";
import classes from "./mail-facts.module.css";
import { TimeAgo } from "./time-ago";

const icons: Record<MailState, LucideIcon> = {
  waiting: Clock,
  sent: CircleCheck,
  failed: CircleAlert,
};

/** Where a mail stands: since when, after how many tries, and why it was not sent. */
export function MailFacts({ mail }: { mail: Mail }) {
  const { state, attempts, next_attempt_at, actor } = mail;
  const { timezone } = useShop();
  const Icon = icons[state];
  const why = state === "sent" ? null : whyNot(mail.failure, mail.answer);
  return (
    <>
      <p className={classes.facts}>
        <span className={classes.state} data-state={state}>
          <Icon size={14} aria-hidden />
          {mailWords.states[state]}
        </span>
        <TimeAgo at={mail.sent_at ?? mail.created_at} />
        {actor && <span>{mailWords.by(actor.name)}</span>}
        {attempts > 1 && <span>{mailWords.tries(attempts)}</span>}
        {attempts > 0 && next_attempt_at && (
          <span>{mailWords.nextTry(paperTime(next_attempt_at, timezone))}</span>
        )}
      </p>
      {why && <p className={classes.facts}>{why}</p>}
    </>
  );
}

/** What is attached to a mail. */
export function nameOfMail({ kind, document, order_number }: Mail): string {
  return mailWords.kinds[kind](document ?? order_number);
}

/** Why a mail was not sent, in our words and in those of the mail server. */
export function whyNot(
  failure: MailFailure | null,
  answer: string | null,
): string | null {
  const parts = [
    failure && mailWords.failures[failure],
    answer && mailWords.said(answer),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" ") : null;
}
