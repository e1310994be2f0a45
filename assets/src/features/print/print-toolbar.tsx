import { ActionIcon, Button, Checkbox, SegmentedControl } from "@mantine/core";
import { ArrowLeft, Printer } from "lucide-react";
import { printDocuments, type PrintDocument } from "../../lib/print-address";
import { words } from "../../words/words";
import { papers, type Paper, type PrintRequest } from "./print-request";
import classes from "./print-toolbar.module.css";

interface PrintToolbarProps {
  title: string;
  request: PrintRequest;
  canPrint: boolean;
  onDocument: (document: PrintDocument) => void;
  onPaper: (paper: Paper) => void;
  /** Whether slips bear a status link; null where they can't. */
  withLink: boolean | null;
  onLink: (isWanted: boolean) => void;
  onBack: () => void;
}

export function PrintToolbar(props: PrintToolbarProps) {
  const { title, request, canPrint, onDocument, onPaper, onBack } = props;
  const { withLink, onLink } = props;
  return (
    <header className={classes.toolbar}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        className={classes.back ?? ""}
        aria-label={words.print.back}
        onClick={onBack}
      >
        <ArrowLeft size={20} aria-hidden />
      </ActionIcon>
      <h1 className={classes.title} title={title}>
        {title}
      </h1>
      <div className={classes.switches}>
        <SegmentedControl
          classNames={{ label: classes.choice ?? "" }}
          aria-label={words.print.document}
          value={request.document}
          onChange={onDocument}
          data={printDocuments.map((value) => ({
            value,
            label: words.print.documents[value],
          }))}
        />
        <SegmentedControl
          classNames={{ label: classes.choice ?? "" }}
          aria-label={words.print.paper}
          value={request.paper}
          onChange={onPaper}
          data={papers.map((value) => ({
            value,
            label: words.print.papers[value],
          }))}
        />
        {withLink !== null && (
          <Checkbox
            className={classes.link ?? ""}
            label={words.print.withLink}
            checked={withLink}
            onChange={(event) => onLink(event.currentTarget.checked)}
          />
        )}
      </div>
      <Button
        className={classes.print ?? ""}
        leftSection={<Printer size={16} aria-hidden />}
        disabled={!canPrint}
        onClick={() => window.print()}
      >
        {words.print.action}
      </Button>
    </header>
  );
}
