import { useState } from "react";
import type { CustomerRef, User } from "../../api/types";
import { TypeAhead } from "../../components/type-ahead";
import { useDelayedValue } from "../../hooks/use-delayed-value";
import { words } from "../../words/words";
import { useFindCustomersQuery, useGetCustomerNameQuery } from "./endpoints";
import classes from "./pickers.module.css";

const none: User[] = [];

interface CustomerPickerProps {
  label: string;
  isLabelHidden?: boolean;
  className?: string | undefined;
  placeholder: string;
  description?: string;
  error?: string | undefined;
  /** What is picked: an id alone (from the address bar) is looked up. */
  customerId: string | null;
  customerName?: string | undefined;
  onPick: (customer: CustomerRef | null) => void;
}

export function CustomerPicker(props: CustomerPickerProps) {
  const { customerId, customerName, onPick, ...field } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const q = useDelayedValue((typed ?? "").trim());
  const { data: found = none, isFetching } = useFindCustomersQuery(q, {
    skip: !isOpen,
  });
  const { data: looked } = useGetCustomerNameQuery(customerId ?? "", {
    skip: customerId === null || customerName !== undefined,
  });
  const shown =
    customerId === null ? "" : (customerName ?? looked?.name ?? "…");
  return (
    <TypeAhead
      {...field}
      text={typed ?? shown}
      options={found}
      isStale={isFetching || q !== (typed ?? "").trim()}
      nothingFound={words.orders.form.noCustomer}
      showOption={(customer) => (
        <span className={classes.option}>
          <span className={classes.name}>{customer.name}</span>
          <span className={classes.detail}>
            {customer.email ?? customer.phone}
          </span>
        </span>
      )}
      onOpen={() => setIsOpen(true)}
      onText={setTyped}
      onBlur={() => setTyped(null)}
      onPick={({ id, name }) => {
        setTyped(null);
        onPick({ id, name });
      }}
      onClear={
        customerId === null
          ? undefined
          : () => {
              setTyped(null);
              onPick(null);
            }
      }
    />
  );
}
