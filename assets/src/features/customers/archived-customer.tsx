import { asProblem } from "../../api/problem";
import type { User } from "../../api/types";
import { ArchivedNote } from "../../components/archived-note";
import { toast } from "../../components/toast";
import { words } from "../../words/words";
import { useUpdateCustomerMutation } from "./endpoints";

/** Says that the customer is archived, and brings it back. */
export function ArchivedCustomer({ customer }: { customer: User }) {
  const [update, { isLoading, error }] = useUpdateCustomerMutation();
  const bringBack = async () => {
    const answer = await update({
      id: customer.id,
      patch: { archived: false },
    });
    if (!answer.error) toast(words.customers.broughtBack(customer.name));
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
