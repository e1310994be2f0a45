import { useEffect, useRef } from "react";
import type { Problem } from "../api/types";
import classes from "./list-foot.module.css";
import { ProblemNote } from "./problem-note";
import { words } from "../words/words";

interface ListFootProps {
  hasNext: boolean;
  isFetching: boolean;
  problem: Problem | undefined;
  onNext: () => void;
}

/** Fetches the next page shortly before the end of the list comes into view. */
export function ListFoot({
  hasNext,
  isFetching,
  problem,
  onNext,
}: ListFootProps) {
  const foot = useRef<HTMLDivElement>(null);
  const mayFetch = hasNext && !isFetching && !problem;
  useEffect(() => {
    const element = foot.current;
    if (!element || !mayFetch) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onNext();
      },
      { rootMargin: "600px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [mayFetch, onNext]);
  return (
    <div className={classes.foot} ref={foot}>
      {problem && <ProblemNote problem={problem} onRetry={onNext} />}
      {hasNext && !problem && words.common.loading}
    </div>
  );
}
