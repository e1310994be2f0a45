import { Button } from "@mantine/core";
import { asProblem } from "../../../api/problem";
import type { Mail } from "../../../api/types";
import { MailFacts, nameOfMail } from "../../../components/mail-facts";
import { toast } from "../../../components/toast";
import { mailWords } from "../../../words/mail/words";
import { useDeleteMailMutation, useSendMailAgainMutation } from "./endpoints";
import classes from "./mail-section.module.css";

/** A mail: what went to whom, how that went, and what can be done about it. */
export function MailRow({ mail }: { mail: Mail }) {
  const [send, sending] = useSendMailAgainMutation();
  const [giveUp, givingUp] = useDeleteMailMutation();
  const name = mailWords.to(nameOfMail(mail), mail.to);
  const tell = (answer: { error?: unknown }) => {
    const problem = asProblem(answer.error);
    if (problem) toast(problem.detail);
  };
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p className={classes.name}>{name}</p>
        <MailFacts mail={mail} />
      </div>
      {mail.state !== "sent" && (
        <div className={classes.actions}>
          <Button
            variant="subtle"
            size="xs"
            loading={sending.isLoading}
            aria-label={mailWords.sendThatAgain(name)}
            onClick={() => void send(mail.id).then(tell)}
          >
            {mailWords.sendAgain}
          </Button>
          <Button
            variant="subtle"
            size="xs"
            loading={givingUp.isLoading}
            aria-label={mailWords.giveThatUp(name)}
            onClick={() => void giveUp(mail.id).then(tell)}
          >
            {mailWords.giveUp}
          </Button>
        </div>
      )}
    </li>
  );
}
