import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { asProblem, fieldMessages, generalMessage } from "../../api/problem";
import type { Product } from "../../api/types";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { toast, toastUndo } from "../../components/toast";
import { undoMs } from "../../hooks/remove-later";
import { focusFirstError } from "../../lib/focus-first-error";
import { words } from "../../words/words";
import { useChangeStockMutation, useUpdateProductMutation } from "./endpoints";
import { readCount, readDifference } from "./product-draft";
import classes from "./stock-form.module.css";
import { StockCount } from "./stock-count";
import { useUndoStock, type StockMove } from "./use-undo-stock";

type Mode = "difference" | "count";

interface StockFormProps {
  product: Product;
  /** Told when something stands in the field, and when nothing does any more. */
  onTyped?: (isTyped: boolean) => void;
  onDone?: () => void;
}

/** Changes stock by a difference, or to what was counted. */
export function StockForm({ product, onTyped, onDone }: StockFormProps) {
  const labels = words.products.stockForm;
  const isTracked = product.stock !== null;
  const [chosen, setMode] = useState<Mode>("difference");
  const mode = isTracked ? chosen : "count";
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [isTried, setIsTried] = useState(false);
  const [change, changing] = useChangeStockMutation();
  const [update, updating] = useUpdateProductMutation();
  const undo = useUndoStock();
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
    const message = labels.saved(product.name, answer.data.stock ?? 0);
    const move = moveOf(product, mode, value);
    if (move) toastUndo(message, undoMs, () => void undo(product, move));
    else toast(message);
    onDone?.();
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
        <span className={isTracked ? classes.count : undefined}>
          <StockCount stock={product.stock} />
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
          data-autofocus
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            onTyped?.(event.currentTarget.value.trim() !== "");
          }}
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

/** What an Undo takes back; null where nothing changed. */
function moveOf(before: Product, mode: Mode, value: number): StockMove | null {
  if (before.stock === null) return { by: "first count" };
  if (mode === "difference") return { by: "difference", delta: value };
  return before.stock === value ? null : { by: "count", count: value };
}
