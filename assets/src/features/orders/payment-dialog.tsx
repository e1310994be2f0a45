import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { asProblem, fieldMessages, generalMessage } from "../../api/problem";
import type { Order, PaymentKind } from "../../api/types";
import { Dialog, DialogButtons } from "../../components/dialog";
import formClasses from "../../components/form.module.css";
import { MoneyField } from "../../components/money-field";
import { ProblemNote } from "../../components/problem-note";
import { toast } from "../../components/toast";
import { useMoney } from "../../hooks/use-money";
import { formatAmount, parseMoney } from "../../lib/money";
import { openAmount } from "../../lib/order-sums";
import { words } from "../../words/words";
import { useEnterPaymentMutation } from "./endpoints";
import { MethodChoice } from "./method-choice";
import { lastMethod, rememberMethod } from "./payment-method";

interface PaymentDialogProps {
  order: Order;
  kind: PaymentKind;
  onClose: () => void;
}

/** Money that came in for an order, or went back, to be entered: all that can, unless less is typed. */
export function PaymentDialog({ order, kind, onClose }: PaymentDialogProps) {
  const { money, amount: write } = useMoney();
  const { id, version, currency, label } = order;
  const most = kind === "payment" ? openAmount(order) : order.paid;
  const [amount, setAmount] = useState(() => formatAmount(most, currency));
  const [method, setMethod] = useState(() => lastMethod() ?? "cash");
  const [reference, setReference] = useState("");
  const [isTried, setIsTried] = useState(false);
  const [enter, { isLoading, error }] = useEnterPaymentMutation();
  const problem = asProblem(error);
  const messages = fieldMessages(problem);
  const general = generalMessage(problem, ["amount", "reference"]);
  const text = words.payments;
  const typed = parseMoney(amount, currency);
  const submit = async () => {
    setIsTried(true);
    if (typed === null || isLoading) return;
    const payment = {
      kind,
      method,
      amount: typed,
      reference: reference.trim() || null,
    };
    const answer = await enter({ id, version, payment });
    if (answer.error) return;
    if (kind === "payment") rememberMethod(method);
    toast(text.entered[kind](label, money(typed)));
    onClose();
  };
  return (
    <Dialog title={text.enter[kind]} size={440} onClose={onClose}>
      <form
        className={formClasses.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <MoneyField
          label={text.amount(currency)}
          description={text.most[kind](money(most))}
          isFirst
          currency={currency}
          error={
            messages["amount"] ??
            (isTried && typed === null
              ? words.products.badPrice(write(12.5))
              : undefined)
          }
          value={amount}
          onChange={setAmount}
        />
        <MethodChoice label={text.method} value={method} onChange={setMethod} />
        <TextInput
          label={text.reference}
          description={text.referenceHelp}
          inputWrapperOrder={["label", "input", "description", "error"]}
          autoComplete="off"
          error={messages["reference"]}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        {problem && general && (
          <ProblemNote problem={problem} message={general} />
        )}
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button type="submit" loading={isLoading}>
            {text.enter[kind]}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
