import type { CSSProperties, ReactNode, Ref } from "react";
import classes from "./table.module.css";
import { VirtualRows } from "./virtual-rows";

export interface Column {
  name: string;
  className?: string | undefined;
  /** At the end of its column: amounts, counts and times. */
  isEnd?: boolean;
  /** Stands in the head instead of the name. */
  head?: ReactNode;
}

/** What the style sheets of a list look at. */
export type Marks = Record<`data-${string}`, string | true | undefined>;

interface ListTableProps<Row extends { id: string }> {
  label: string;
  /** Says how wide the columns are, by `--columns`. */
  className?: string | undefined;
  columns: Column[];
  marks?: Marks;
  /** What the style sheets of a list reckon with. */
  style?: CSSProperties;
  ref?: Ref<HTMLDivElement>;
  rows: Row[];
  /** Rows that stay drawn out of view, since something in them is being changed. */
  keep?: ReadonlySet<string> | undefined;
  hasNext: boolean;
  onNext: () => void;
  /** Draws one row, mostly by `ListRow`. */
  children: (row: Row, index: number) => ReactNode;
}

/** A list of any length as a table: a head that stays, and the rows in view. */
export function ListTable<Row extends { id: string }>(
  props: ListTableProps<Row>,
) {
  const {
    label,
    className = "",
    columns,
    rows,
    hasNext,
    children,
    ref,
  } = props;
  return (
    <div
      className={`${classes.table} ${className}`}
      role="table"
      aria-label={label}
      // How many follow, the server does not count.
      aria-rowcount={hasNext ? -1 : rows.length + 1}
      {...props.marks}
      style={props.style}
      ref={ref}
    >
      <div className={classes.head} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <span
            key={column.name}
            role="columnheader"
            className={`${column.isEnd ? classes.end : ""} ${column.className ?? ""}`}
          >
            {column.head ?? column.name}
          </span>
        ))}
      </div>
      <VirtualRows
        rows={rows}
        keep={props.keep}
        hasNext={hasNext}
        onNext={props.onNext}
      >
        {children}
      </VirtualRows>
    </div>
  );
}
