import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { asProblem, fieldMessages, generalMessage } from "../../api/problem";
import { Dialog, DialogButtons } from "../../components/dialog";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { settingsWords } from "../../words/settings/words";
import { words } from "../../words/words";
import { useCreateDisplayMutation } from "./endpoints";

/** Puts up a board. Its link is in the list from then on. */
export function NewDisplayDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [create, { error, isLoading }] = useCreateDisplayMutation();
  const labels = settingsWords.displays;
  const problem = asProblem(error);
  const general = generalMessage(problem, ["name"]);
  const submit = async () => {
    if (isLoading) return;
    const answer = await create({ name });
    if (!answer.error) onClose();
  };
  return (
    <Dialog title={labels.new} size={480} onClose={onClose}>
      <form
        className={formClasses.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          label={labels.name}
          description={labels.nameHelp}
          inputWrapperOrder={["label", "input", "description", "error"]}
          autoComplete="off"
          error={fieldMessages(problem)["name"]}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {problem && general && (
          <ProblemNote problem={problem} message={general} />
        )}
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button
            type="submit"
            disabled={name.trim() === ""}
            loading={isLoading}
          >
            {labels.create}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
