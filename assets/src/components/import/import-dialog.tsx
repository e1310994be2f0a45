import { Button } from "@mantine/core";
import type { ImportReport } from "../../api/types";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import { Dialog, DialogButtons } from "../dialog";
import { ProblemNote } from "../problem-note";
import { SkeletonRows } from "../skeleton-rows";
import { FileChoice } from "./file-choice";
import { ImportLines } from "./import-lines";
import { useImport, type Send } from "./use-import";

interface ImportDialogProps {
  title: string;
  /** What a line is matched by. */
  match: string;
  /** The columns that are worth naming. */
  columns: readonly string[];
  send: Send;
  onClose: () => void;
}

/** Reads a file: first what each line would do, then, once that is seen, all of it. */
export function ImportDialog(props: ImportDialogProps) {
  const { title, match, columns, send, onClose } = props;
  const text = words.csv;
  const { file, report, problem, isSending, choose, carryOut } = useImport(
    send,
    onClose,
  );
  return (
    <Dialog title={title} size={720} onClose={onClose}>
      <FileChoice
        chosen={file?.name}
        match={match}
        columns={columns}
        isDisabled={isSending === "import"}
        onChoose={choose}
      />
      {problem && <ProblemNote problem={problem} />}
      {file && isSending === "check" && (
        <>
          <p role="status">{text.checking(file.name)}</p>
          <SkeletonRows count={3} />
        </>
      )}
      {file && report && (
        // Another file's lines begin anew.
        <ImportLines key={file.key} name={file.name} report={report} />
      )}
      {report && hint(report) && <p role="status">{hint(report)}</p>}
      <DialogButtons>
        <Button variant="default" onClick={onClose}>
          {words.common.cancel}
        </Button>
        {report && isUseful(report) && (
          <Button loading={isSending === "import"} onClick={carryOut}>
            {text.confirm(changing(report), formatCount(changing(report)))}
          </Button>
        )}
      </DialogButtons>
    </Dialog>
  );
}

function changing({ created, updated }: ImportReport): number {
  return created + updated;
}

function isUseful(report: ImportReport): boolean {
  return report.wrong === 0 && changing(report) > 0;
}

/** Why there is nothing to import. */
function hint(report: ImportReport): string | null {
  if (report.wrong > 0) return words.csv.isWrong;
  if (changing(report) > 0) return null;
  return report.unchanged > 0 ? words.csv.isSame : words.csv.empty;
}
