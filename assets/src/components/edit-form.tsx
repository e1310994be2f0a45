import { Button } from "@mantine/core";
import { useRef, useState, type ReactNode } from "react";
import { asProblem, generalMessage } from "../api/problem";
import type { Problem } from "../api/types";
import { useDraft, type Fields } from "../hooks/use-draft";
import { focusFirstError } from "../lib/focus-first-error";
import { words } from "../words/words";
import { ChangedMeanwhile } from "./changed-meanwhile";
import classes from "./form.module.css";
import { LeaveGuard } from "./leave-guard";
import { ProblemNote } from "./problem-note";
import { toast } from "./toast";

/** What the fields are shown from. */
interface Editing<Draft, Wrong> {
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  /** Fields that hold no value, once they were to be saved so. */
  wrong: readonly Wrong[];
  problem: Problem | undefined;
}

interface EditFormProps<Draft, Patch, Wrong, Kept> {
  label?: string;
  /** What the server has, as it would be typed. */
  stored: Draft;
  /** Only what differs, and the fields that hold no value. */
  read: (draft: Draft) => { patch: Patch; wrong: readonly Wrong[] };
  save: (patch: Patch) => Promise<{ data?: Kept; error?: unknown }>;
  /** What became of the last save. */
  answer: { isLoading: boolean; error?: unknown; reset: () => void };
  /** The fields that say themselves what is wrong with them. */
  fields: readonly string[];
  /** A code that a field says, too. */
  codeAtField?: string;
  labelOf: (field: keyof Draft) => string;
  saved: (kept: Kept) => string;
  children: (editing: Editing<Draft, Wrong>) => ReactNode;
  /** In the place of the buttons while nothing is typed. */
  atRest?: ReactNode;
}

/**
 * Something the server has, to be changed in place. Only what differs is sent; what someone
 * else changed meanwhile is shown, and nothing typed is lost by leaving.
 */
export function EditForm<
  Draft extends Fields<Draft>,
  Patch extends object,
  Wrong,
  Kept,
>(props: EditFormProps<Draft, Patch, Wrong, Kept>) {
  const { stored, answer } = props;
  const { draft, isTyped, meanwhile, set, reset } = useDraft(stored);
  const [isTried, setIsTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problem = asProblem(answer.error);
  const general = generalMessage(problem, props.fields, props.codeAtField);
  const { patch, wrong } = props.read(draft);
  const isWrong = wrong.length > 0;
  const isDirty = isTyped && (isWrong || Object.keys(patch).length > 0);
  const forget = () => {
    reset();
    setIsTried(false);
  };
  const submit = async () => {
    setIsTried(true);
    if (isWrong || answer.isLoading) return focusFirstError(form.current);
    const { data, error } = await props.save(patch);
    if (error !== undefined || data === undefined) {
      return focusFirstError(form.current);
    }
    forget();
    toast(props.saved(data));
  };
  return (
    <form
      className={classes.form}
      ref={form}
      aria-label={props.label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {props.children({
        draft,
        onChange: set,
        wrong: isTried ? wrong : [],
        problem,
      })}
      <ChangedMeanwhile
        fields={meanwhile.map((field) => ({
          label: props.labelOf(field),
          value: stored[field],
        }))}
      />
      {problem && general && (
        <ProblemNote problem={problem} message={general} />
      )}
      {isDirty ? (
        <div className={`${classes.buttons} ${classes.end}`}>
          <Button
            variant="default"
            onClick={() => {
              forget();
              answer.reset();
            }}
          >
            {words.common.cancel}
          </Button>
          <Button type="submit" loading={answer.isLoading}>
            {words.common.save}
          </Button>
        </div>
      ) : (
        props.atRest
      )}
      <LeaveGuard isDirty={() => isDirty} />
    </form>
  );
}
