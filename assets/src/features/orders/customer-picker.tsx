import { useState, type RefObject } from "react";
import type { CustomerRef, User } from "../../api/types";
import { TypeAhead } from "../../components/type-ahead";
import { useDelayedValue } from "../../hooks/use-delayed-value";
import { words } from "../../words/words";
import { useFindCustomersQuery, useGetCustomerNameQuery } from "./choices";
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
  inputRef?: RefObject<HTMLInputElement | null>;
  isFirst?: boolean;
  scan?: string;
  /** Text to begin with, as it was typed before. */
  initialText?: string;
  /** Makes a customer of what was typed, where that may be done. */
  onNew?: (text: string) => void;
  /** Enter with nothing typed: the customer stays as it is. */
  onPass?: () => void;
}

export function CustomerPicker(props: CustomerPickerProps) {
  const { customerId, customerName, onPick, onNew, initialText, ...field } =
    props;
  const [typed, setTyped] = useState<string | null>(initialText || null);
  const [isOpen, setIsOpen] = useState(false);
  const text = (typed ?? "").trim();
  const q = useDelayedValue(text);
  const { data: found = none, isFetching } = useFindCustomersQuery(
    { q },
    { skip: !isOpen },
  );
  const { data: looked } = useGetCustomerNameQuery(customerId ?? "", {
    skip: customerId === null || customerName !== undefined,
  });
  const shown =
    customerId === null ? "" : (customerName ?? looked?.name ?? "…");
  const isStale = isFetching || q !== text;
  const canBeNew =
    onNew !== undefined && text !== "" && !isStale && !isNamed(found, text);
  return (
    <TypeAhead
      {...field}
      text={typed ?? shown}
      isTyped={text !== ""}
      options={found}
      isStale={isStale}
      nothingFound={words.orders.form.noCustomer}
      showOption={(customer) => (
        <span className={classes.option}>
          <span className={classes.name}>{customer.name}</span>
          <span className={classes.detail}>
            {customer.email ?? customer.phone}
          </span>
        </span>
      )}
      extra={
        canBeNew
          ? {
              label: words.orders.form.newCustomer(text),
              onPick: () => onNew(text),
            }
          : undefined
      }
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

function isNamed(customers: User[], text: string): boolean {
  const wanted = text.toLowerCase();
  return customers.some(({ name, email, phone }) =>
    [name, email, phone].some((known) => known?.toLowerCase() === wanted),
  );
}
