import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { asProblem } from "../api/problem";
import { words } from "../words/words";
import classes from "./loaded-list.module.css";
import { ProblemNote } from "./problem-note";
import { SkeletonRows } from "./skeleton-rows";

interface LoadedListProps<Row> {
  label: string;
  /** Undefined until the first have come. */
  rows: Row[] | undefined;
  /** Where the rows come from. Without `hasNextPage` all come at once. */
  list: {
    error?: unknown;
    refetch: () => unknown;
    hasNextPage?: boolean;
    isFetchingNextPage?: boolean;
    fetchNextPage?: () => unknown;
  };
  /** How many rows there will mostly be. */
  usual: number;
  /** Said where there are none. */
  empty: string;
  /** A row of the list, an `li` with its key. */
  children: (row: Row) => ReactNode;
}

/** A short list in a section or a dialog, with a button for those that follow. */
export function LoadedList<Row>(props: LoadedListProps<Row>) {
  const { rows, list } = props;
  const problem = asProblem(list.error);
  return (
    <>
      {problem && (
        <ProblemNote problem={problem} onRetry={() => void list.refetch()} />
      )}
      {!rows && !problem && <SkeletonRows count={props.usual} />}
      {rows?.length === 0 && <p className={classes.empty}>{props.empty}</p>}
      {rows && rows.length > 0 && (
        <ul className={classes.list} aria-label={props.label}>
          {rows.map(props.children)}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          className={classes.more ?? ""}
          variant="default"
          size="xs"
          loading={list.isFetchingNextPage ?? false}
          onClick={() => void list.fetchNextPage?.()}
        >
          {words.common.showMore}
        </Button>
      )}
    </>
  );
}
