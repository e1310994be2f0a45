import { Button } from "@mantine/core";
import { CopyField } from "../../components/copy-field";
import { DialogButtons } from "../../components/dialog";
import { words } from "../../words/words";

interface MadeTokenProps {
  token: string;
  onDone: () => void;
}

/** A token, to be copied: it will not be shown again. */
export function MadeToken({ token, onDone }: MadeTokenProps) {
  const labels = words.settings.tokens;
  return (
    <>
      <p role="status">{labels.once}</p>
      <CopyField label={labels.token} value={token} />
      <DialogButtons>
        <Button onClick={onDone}>{labels.done}</Button>
      </DialogButtons>
    </>
  );
}
