import type { PaymentMethod } from "../../api/types";
import { MoneyField } from "../../components/money-field";
import { words } from "../../words/words";
import { MethodChoice } from "./method-choice";

interface RefundFieldsProps {
  currency: string;
  /** As typed. */
  amount: string;
  method: PaymentMethod;
  error?: string | undefined;
  onAmount: (amount: string) => void;
  onMethod: (method: PaymentMethod) => void;
}

/** How much of what was paid goes back, and how. */
export function RefundFields(props: RefundFieldsProps) {
  return (
    <>
      <MoneyField
        label={words.payments.refundAmount(props.currency)}
        description={words.payments.refundHelp}
        currency={props.currency}
        error={props.error}
        value={props.amount}
        onChange={props.onAmount}
      />
      <MethodChoice
        label={words.payments.refundBy}
        value={props.method}
        onChange={props.onMethod}
      />
    </>
  );
}
