import { Dialog } from "../../components/dialog";
import { MailFacts, nameOfMail } from "../../components/mail-facts";
import { Section } from "../../components/section";
import type { Order } from "../../api/types";
import { mailWords } from "../../words/mail/words";
import { useGetCustomerNameQuery } from "./choices";
import classes from "./mail-dialog.module.css";
import { useListMailsOfOrderQuery } from "./mail-endpoints";
import { MailPaper } from "./mail-paper";

interface MailDialogProps {
  order: Order;
  onClose: () => void;
}

/** While it is open: a mail that was asked for a moment ago shows how it went. */
const lookEveryMs = 2_000;

/** Sends a document of an order by mail, and shows what was sent of it so far. */
export function MailDialog({ order, onClose }: MailDialogProps) {
  const buyer = useGetCustomerNameQuery(order.customer?.id ?? "", {
    skip: order.customer === null,
  });
  const { data = [] } = useListMailsOfOrderQuery(order.number, {
    pollingInterval: lookEveryMs,
    skipPollingIfUnfocused: true,
  });
  return (
    <Dialog
      title={mailWords.dialogTitle(order.label)}
      size={480}
      onClose={onClose}
    >
      {(order.customer === null || !buyer.isLoading) && (
        <MailPaper
          order={order}
          address={buyer.data?.email ?? ""}
          onClose={onClose}
        />
      )}
      {data.length > 0 && (
        <Section title={mailWords.soFar}>
          <ul className={classes.list} aria-label={mailWords.soFar}>
            {data.map((mail) => (
              <li key={mail.id} className={classes.row}>
                <p className={classes.name}>
                  {mailWords.to(nameOfMail(mail), mail.to)}
                </p>
                <MailFacts mail={mail} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Dialog>
  );
}
