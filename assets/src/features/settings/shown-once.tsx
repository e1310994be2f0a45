import { Button } from "@mantine/core";
import { CopyField } from "../../components/copy-field";
import { DialogButtons } from "../../components/dialog";
import { settingsWords } from "../../words/settings/words";

interface ShownOnceProps {
  /** What it is. */
  label: string;
  secret: string;
  onDone: () => void;
}

/** A token or another secret, to be copied: it will not be shown again. */
export function ShownOnce({ label, secret, onDone }: ShownOnceProps) {
  const labels = settingsWords.tokens;
  return (
    <>
      <p role="status">{labels.once}</p>
      <CopyField label={label} value={secret} />
      <DialogButtons>
        <Button onClick={onDone}>{labels.done}</Button>
      </DialogButtons>
    </>
  );
}
