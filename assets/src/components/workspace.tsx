import { useRef, type ReactNode } from "react";
import { ScrollContext } from "../hooks/use-scroller";
import classes from "./workspace.module.css";

interface WorkspaceProps {
  children: ReactNode;
  /** What is open beside the list, if anything. */
  panel: ReactNode;
  /** What is in it scrolls by itself, as the columns of a board. */
  isFixed?: boolean;
}

/** A list, and at its right the one thing that is open. The list keeps its place. */
export function Workspace({
  children,
  panel,
  isFixed = false,
}: WorkspaceProps) {
  const list = useRef<HTMLElement>(null);
  return (
    <div className={classes.workspace} data-open={panel ? true : undefined}>
      <main
        className={classes.list}
        data-fixed={isFixed || undefined}
        ref={list}
      >
        <ScrollContext value={list}>{children}</ScrollContext>
      </main>
      {panel && <div className={classes.panel}>{panel}</div>}
    </div>
  );
}
