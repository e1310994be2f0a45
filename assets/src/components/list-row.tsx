import type { ReactNode } from "react";
import type { Marks } from "./list-table";
import classes from "./table.module.css";

interface ListRowProps {
  /** Its place among the rows, from 0. */
  index: number;
  className?: string | undefined;
  isCurrent: boolean;
  /** The tint of a row that changed a moment ago. */
  mark: "A" | "B" | undefined;
  marks?: Marks;
  children: ReactNode;
}

/** One row of a `ListTable`. */
export function ListRow(props: ListRowProps) {
  const { index, className = "", isCurrent, mark, children } = props;
  const tint = mark ? (classes[`tint${mark}`] ?? "") : "";
  return (
    <div
      className={`${classes.row} ${className} ${tint}`}
      role="row"
      // The head is the first.
      aria-rowindex={index + 2}
      data-current={isCurrent || undefined}
      {...props.marks}
    >
      {children}
    </div>
  );
}
