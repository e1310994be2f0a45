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

/** What its fields are shown from. */
interface Editing<Draft> {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  /** That it was sent as it is: only then is what is wrong said. */
  isTried: boolean;
  problem: Problem | undefined;
}

interface EditFormProps<Draft, Patch, Kept> {
  label?: string;
  /** What the server has, as it would be typed. */
  stored: Draft;
  /** Only what differs, and whether some of what was typed is no value at all. */
  read: (draft: Draft) => { patch: Patch; isWrong: boolean };
  mutation: readonly [
    send: (patch: Patch) => Promise<{ data?: Kept; error?: unknown }>,
    state: { isLoading: boolean; error?: unknown; reset: () => void },
  ];
  /** The fields beside which what is wrong with them is said. */
  fields: readonly string[];
  /** A code whose sentence stands beside its field, too. */
  codeOfField?: string;
  labelOf: (field: keyof Draft) => string;
  saved: (kept: Kept) => string;
  children: (editing: Editing<Draft>) => ReactNode;
  /** Stands where the buttons would, while nothing is typed. */
  atRest?: ReactNode;
}
