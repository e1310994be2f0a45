import { Checkbox, Textarea } from "@mantine/core";
import { words } from "../../words/words";

interface CancelFieldsProps {
  reason: string;
  restock: boolean;
  error?: string | undefined;
  onReason: (reason: string) => void;
  onRestock: (restock: boolean) => void;
}

/** Why orders are cancelled, and whether the goods came back. */
export function CancelFields(props: CancelFieldsProps) {
  const labels = words.orders.cancel;
  return (
    <>
      <Textarea
        data-autofocus
        label={labels.reason}
        description={labels.reasonHelp}
        inputWrapperOrder={["label", "input", "description", "error"]}
        error={props.error}
        rows={2}
        value={props.reason}
        onChange={(event) => props.onReason(event.currentTarget.value)}
      />
      <Checkbox
        label={labels.restock}
        description={labels.restockHelp}
        checked={props.restock}
        onChange={(event) => props.onRestock(event.currentTarget.checked)}
      />
    </>
  );
}
