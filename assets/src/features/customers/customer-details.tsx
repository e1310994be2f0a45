import type { User } from "../../api/types";
import { EditForm } from "../../components/edit-form";
import { words } from "../../words/words";
import { customerFields, draftFrom, patchFrom } from "./customer-draft";
import { CustomerForm } from "./customer-form";
import { useUpdateCustomerMutation } from "./endpoints";

/** A customer's entry, to be changed in place. */
export function CustomerDetails({ customer }: { customer: User }) {
  const [update, answer] = useUpdateCustomerMutation();
  return (
    <EditForm
      stored={draftFrom(customer)}
      read={(draft) => ({ patch: patchFrom(draft, customer), wrong: [] })}
      save={(patch) => update({ id: customer.id, patch })}
      answer={answer}
      fields={customerFields}
      codeAtField="email_taken"
      labelOf={(field) => words.customers[field]}
      saved={({ name }) => words.customers.saved(name)}
    >
      {({ draft, onChange, problem }) => (
        <CustomerForm draft={draft} onChange={onChange} problem={problem} />
      )}
    </EditForm>
  );
}
