import { asProblem } from "../../api/problem";
import type { User } from "../../api/types";
import { ArchivedNote } from "../../components/archived-note";
import { toastProblem, toastUndo } from "../../components/toast";
import { undoMs } from "../../hooks/remove-later";
import { words } from "../../words/words";
import { useUpdateCustomerMutation } from "./endpoints";

/** Says that the customer is archived, and brings it back. */
export function ArchivedCustomer({ customer }: { customer: User }) {
  const [update, { isLoading, error }] = useUpdateCustomerMutation();
  const { id, name } = customer;
  const archiveAgain = async () => {
    const answer = await update({ id, patch: { archived: true } });
    if (answer.error) toastProblem(asProblem(answer.error));
  };
  const bringBack = async () => {
    const answer = await update({ id, patch: { archived: false } });
    if (answer.error) return;
    const message = words.customers.broughtBack(name);
    toastUndo(message, undoMs, () => void archiveAgain());
  };
  return (
    <ArchivedNote
      note={words.customers.archivedNote}
      action={words.customers.bringBack}
      isSending={isLoading}
      problem={asProblem(error)}
      onBringBack={() => void bringBack()}
    />
  );
}
