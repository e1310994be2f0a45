import { TextInput } from "@mantine/core";
import { formatAmount, parseMoney } from "../lib/money";

interface MoneyFieldProps {
  label: string;
  description?: string;
  /** Where the cursor stands when the dialog around it opens. */
  isFirst?: boolean;
  currency: string;
  error?: string | undefined;
  /** As typed. */
  value: string;
  onChange: (value: string) => void;
}

/** Takes the local decimal mark and shows the exact amount once it is left. */
export function MoneyField(props: MoneyFieldProps) {
  const { label, description, isFirst, currency, error, value, onChange } =
    props;
  return (
    <TextInput
      label={label}
      description={description}
      inputWrapperOrder={["label", "input", "description", "error"]}
      data-autofocus={isFirst || undefined}
      inputMode="decimal"
      autoComplete="off"
      error={error}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => {
        const amount = parseMoney(value, currency);
        if (amount !== null) onChange(formatAmount(amount, currency));
      }}
    />
  );
}
