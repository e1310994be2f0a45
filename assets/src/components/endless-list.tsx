import { useCallback, type ReactNode } from "react";
import { asProblem } from "../api/problem";
import classes from "./endless-list.module.css";
import { ListFoot } from "./list-foot";
import { ProblemNote } from "./problem-note";
import { SkeletonRows } from "./skeleton-rows";

/** What a list needs to know of its query. */
interface ListQuery {
  data?: unknown;
  /** Nothing while the rows at hand are still those of the filters before. */
  currentData?: unknown;
  error?: unknown;
  isFetching: boolean;
  isFetchNextPageError: boolean;
  hasNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

interface Paging {
  hasNext: boolean;
  onNext: () => void;
}

interface EndlessListProps {
  list: ListQuery;
  isEmpty: boolean;
  /** Shown instead of a table without rows. */
  empty: ReactNode;
  children: (paging: Paging) => ReactNode;
}

/** The states of a list: on its way, failed, empty, shown, and what is left of it. */
export function EndlessList(props: EndlessListProps) {
  const { list, isEmpty, empty, children } = props;
  const { fetchNextPage, hasNextPage: hasNext, isFetching } = list;
  const onNext = useCallback(() => {
    if (!isFetching) void fetchNextPage();
  }, [isFetching, fetchNextPage]);
  const problem = asProblem(list.error);
  if (problem && !list.currentData) {
    return (
      <div className={classes.problem}>
        <ProblemNote problem={problem} onRetry={() => void list.refetch()} />
      </div>
    );
  }
  if (!list.data) return <SkeletonRows />;
  if (isEmpty && !hasNext) return empty;
  return (
    <div aria-busy={isFetching}>
      {children({ hasNext, onNext })}
      <ListFoot
        hasNext={hasNext}
        problem={list.isFetchNextPageError ? problem : undefined}
        onRetry={onNext}
      />
    </div>
  );
}
