import { ActionIcon, Button, Checkbox, SegmentedControl } from "@mantine/core";
import { ArrowLeft, Printer } from "lucide-react";
import type { ReactNode } from "react";
import { printWords } from "../../words/print/words";
import { papers, type Paper } from "./print-request";
import classes from "./print-toolbar.module.css";

interface PrintToolbarProps {
  title: string;
  canPrint: boolean;
  paper: Paper;
  onPaper: (paper: Paper) => void;
  onBack: () => void;
  /** What else can be chosen. */
  children: ReactNode;
}

/** What stands over the sheets, and is not printed. */
export function PrintToolbar(props: PrintToolbarProps) {
  const { title, canPrint, paper, onPaper, onBack, children } = props;
  return (
    <header className={classes.toolbar}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        className={classes.back ?? ""}
        aria-label={printWords.back}
        onClick={onBack}
      >
        <ArrowLeft size={20} aria-hidden />
      </ActionIcon>
      <h1 className={classes.title} title={title}>
        {title}
      </h1>
      <div className={classes.switches}>
        {children}
        <Switch
          label={printWords.paper}
          names={printWords.papers}
          values={papers}
          value={paper}
          onChange={onPaper}
        />
      </div>
      <Button
        className={classes.print ?? ""}
        leftSection={<Printer size={16} aria-hidden />}
        disabled={!canPrint}
        onClick={() => window.print()}
      >
        {printWords.action}
      </Button>
    </header>
  );
}

interface SwitchProps<Value extends string> {
  label: string;
  names: Record<Value, string>;
  values: readonly Value[];
  value: Value;
  onChange: (value: Value) => void;
}

interface LinkChoiceProps {
  isWanted: boolean;
  onWant: (isWanted: boolean) => void;
}

/** Whether slips bear a link to the state of their order. */
export function LinkChoice({ isWanted, onWant }: LinkChoiceProps) {
  return (
    <Checkbox
      className={classes.link ?? ""}
      label={printWords.withLink}
      checked={isWanted}
      onChange={(event) => onWant(event.currentTarget.checked)}
    />
  );
}

/** One of a few, all in sight. */
export function Switch<Value extends string>(props: SwitchProps<Value>) {
  const { label, names, values, value, onChange } = props;
  return (
    <SegmentedControl
      classNames={{ label: classes.choice ?? "" }}
      aria-label={label}
      value={value}
      onChange={onChange}
      data={values.map((each) => ({ value: each, label: names[each] }))}
    />
  );
}
