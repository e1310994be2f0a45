import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { asProblem, fieldMessages, generalMessage } from "../../api/problem";
import type { Product } from "../../api/types";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { toast } from "../../components/toast";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import { useChangeStockMutation, useUpdateProductMutation } from "./endpoints";
import { readCount, readDifference } from "./product-draft";
import classes from "./stock-form.module.css";

type Mode = "difference" | "count";

/** Changes stock by a difference, or to what was counted. */
export function StockForm({ product }: { product: Product }) {
  const labels = words.products.stockForm;
  const isTracked = product.stock !== null;
  const [chosen, setMode] = useState<Mode>("difference");
  const mode = isTracked ? chosen : "count";
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [isTried, setIsTried] = useState(false);
  const [change, changing] = useChangeStockMutation();
  const [update, updating] = useUpdateProductMutation();
  const form = useRef<HTMLFormElement>(null);
  const value =
    mode === "count" ? (readCount(text) ?? null) : readDifference(text);
  const problem = asProblem(mode === "count" ? updating.error : changing.error);
  const messages = fieldMessages(problem);
  const general = generalMessage(problem, ["delta", "stock", "reason"]);
  const bad = mode === "count" ? words.products.badStock : labels.badDifference;
  const isSending = changing.isLoading || updating.isLoading;
  const { id } = product;
  const submit = async () => {
    setIsTried(true);
    if (value === null || isSending) return focusFirstError(form.current);
    const answer =
      mode === "count"
        ? await update({ id, patch: { stock: value } })
        : await change({
            id,
            change: { delta: value, reason: reason.trim() || null },
          });
    if (answer.error) return focusFirstError(form.current);
    setText("");
    setReason("");
    setIsTried(false);
    toast(labels.saved(product.name, answer.data.stock ?? 0));
  };
  return (
    <form
      className={formClasses.form}
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={classes.now}>
        <span className={isTracked ? classes.count : classes.untracked}>
          {product.stock ?? words.products.untracked}
        </span>
        {isTracked && (
          <SegmentedControl
            aria-label={labels.mode}
            value={mode}
            onChange={(next) => {
              setMode(next === "count" ? "count" : "difference");
              setIsTried(false);
            }}
            data={[
              { value: "difference", label: labels.difference },
              { value: "count", label: labels.count },
            ]}
          />
        )}
      </div>
      <div className={formClasses.pair}>
        <TextInput
          label={mode === "count" ? labels.countLabel : labels.differenceLabel}
          description={helpFor(mode, isTracked)}
          inputWrapperOrder={["label", "input", "description", "error"]}
          inputMode={mode === "count" ? "numeric" : "text"}
          autoComplete="off"
          error={
            messages[mode === "count" ? "stock" : "delta"] ??
            (isTried && value === null ? bad : undefined)
          }
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {mode === "difference" && (
          <TextInput
            label={labels.reason}
            error={messages["reason"]}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </div>
      {problem && general && (
        <ProblemNote problem={problem} message={general} />
      )}
      <div className={`${formClasses.buttons} ${formClasses.end}`}>
        <Button
          type="submit"
          variant="default"
          disabled={text.trim() === ""}
          loading={isSending}
        >
          {isTracked ? labels.save : labels.start}
        </Button>
      </div>
    </form>
  );
}

function helpFor(mode: Mode, isTracked: boolean): string {
  const labels = words.products.stockForm;
  if (!isTracked) return labels.untrackedHelp;
  return mode === "count" ? labels.countHelp : labels.differenceHelp;
}
