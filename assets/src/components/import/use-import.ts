import { useRef, useState } from "react";
import { asProblem } from "../../api/problem";
import type { ImportReport, Problem } from "../../api/types";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import { toast } from "../toast";

/** Sends a file, or only asks what it would do. */
export type Send = (file: Blob, dryRun: boolean) => Promise<ImportReport>;

interface Chosen {
  /** Rises with every choice. */
  key: number;
  name: string;
  content: Blob;
}

/** The most bytes that the server takes. */
const maxBytes = 16 * 1024 * 1024;

/** What is wrong with a file before it is sent. */
function refusal(code: string, detail: string): Problem {
  return {
    type: "about:blank",
    title: words.problems.title,
    status: 0,
    detail,
    code,
  };
}

/** A file on its way into a list: chosen, checked, carried out. */
export function useImport(send: Send, onDone: () => void) {
  const [file, setFile] = useState<Chosen | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [problem, setProblem] = useState<Problem>();
  const [isSending, setIsSending] = useState<"check" | "import" | null>(null);
  const latest = useRef(0);

  const run = async (chosen: Chosen, dryRun: boolean) => {
    setIsSending(dryRun ? "check" : "import");
    setProblem(undefined);
    try {
      const told = await send(chosen.content, dryRun);
      if (chosen.key !== latest.current) return;
      if (!dryRun && told.wrong === 0) {
        toast(
          words.csv.done(formatCount(told.created), formatCount(told.updated)),
        );
        onDone();
        return;
      }
      setReport(told);
    } catch (error) {
      if (chosen.key === latest.current) setProblem(asProblem(error));
    }
    if (chosen.key === latest.current) setIsSending(null);
  };

  const choose = async (given: File) => {
    latest.current += 1;
    const key = latest.current;
    setReport(null);
    if (given.size > maxBytes) {
      setFile(null);
      setIsSending(null);
      setProblem(refusal("too_large", words.csv.tooLarge(given.name)));
      return;
    }
    // What is imported is what was checked, also when the file is saved again in between.
    const bytes = await given.arrayBuffer().catch(() => null);
    if (key !== latest.current) return;
    if (!bytes) {
      setFile(null);
      setIsSending(null);
      setProblem(refusal("unreadable", words.csv.unreadable(given.name)));
      return;
    }
    const content = new Blob([bytes], { type: "text/csv" });
    const chosen = { key, name: given.name, content };
    setFile(chosen);
    await run(chosen, true);
  };

  return {
    file,
    report,
    problem,
    isSending,
    choose: (given: File) => void choose(given),
    carryOut: () => {
      if (file) void run(file, false);
    },
  };
}
