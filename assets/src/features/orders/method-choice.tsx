import { SegmentedControl } from "@mantine/core";
import { useId } from "react";
import type { PaymentMethod } from "../../api/types";
import { words } from "../../words/words";
import classes from "./method-choice.module.css";
import { paymentMethods } from "./payment-method";

interface MethodChoiceProps {
  label: string;
  value: PaymentMethod;
  onChange: (method: PaymentMethod) => void;
}

/** All methods in sight, one tap each. */
export function MethodChoice({ label, value, onChange }: MethodChoiceProps) {
  const labelId = useId();
  return (
    <div className={classes.choice}>
      <span className={classes.label} id={labelId}>
        {label}
      </span>
      <SegmentedControl
        fullWidth
        aria-labelledby={labelId}
        value={value}
        onChange={onChange}
        data={paymentMethods.map((method) => ({
          value: method,
          label: words.payments.methods[method],
        }))}
      />
    </div>
  );
}
