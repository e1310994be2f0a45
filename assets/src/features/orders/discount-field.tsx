import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useMoney } from "../../hooks/use-money";
import { formatRate, parseDiscount, writeDiscount } from "../../lib/rate";
import { words } from "../../words/words";

interface DiscountFieldProps {
  /** Above the field; or, where the place says it, for screen readers alone. */
  label: string;
  isLabelHidden?: boolean;
  className?: string | undefined;
  error: string | undefined;
  /** As typed. */
  value: string;
  onChange: (value: string) => void;
  isFirst?: boolean;
  /** Enter: done with it. */
  onDone?: () => void;
  /** Left with nothing in it. */
  onEmpty?: () => void;
}

/** Takes "10 %" or "2,50", and shows once it is left how it was read. */
export function DiscountField(props: DiscountFieldProps) {
  const { label, isLabelHidden, value, onChange, onDone, onEmpty } = props;
  const { currency } = useMoney();
  const help = useDiscountHelp();
  const name: { label: ReactNode } | { "aria-label": string } = isLabelHidden
    ? { "aria-label": label }
    : { label };
  return (
    <TextInput
      {...name}
      className={props.className ?? ""}
      data-scan="amount"
      placeholder={help}
      autoComplete="off"
      autoFocus={props.isFirst ?? false}
      error={props.error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
        if (!onDone) return;
        event.preventDefault();
        onDone();
      }}
      onBlur={() => {
        const discount = parseDiscount(value, currency);
        if (discount === null) onEmpty?.();
        else if (discount) onChange(writeDiscount(discount, currency));
      }}
    />
  );
}

/** "10 % or 2,50". */
export function useDiscountHelp(): string {
  const { amount } = useMoney();
  return words.orders.form.discountHelp(formatRate(1000), amount(2.5));
}
