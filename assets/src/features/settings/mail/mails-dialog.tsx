import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { allRows } from "../../../api/pages";
import { asProblem } from "../../../api/problem";
import type { MailState } from "../../../api/types";
import { Dialog } from "../../../components/dialog";
import { ProblemNote } from "../../../components/problem-note";
import { SkeletonRows } from "../../../components/skeleton-rows";
import { mailWords } from "../../../words/mail/words";
import { words } from "../../../words/words";
import { useListMailsInfiniteQuery } from "./endpoints";
import { MailRow } from "./mail-row";
import classes from "./mail-section.module.css";

/** How a mail went, no event tells: the server is asked while the list is open. */
const lookEveryMs = 2_000;

type Filter = keyof typeof mailWords.filters;
const filters: Filter[] = ["all", "waiting", "sent", "failed"];

/** The mails, newest first. */
export function MailsDialog({ onClose }: { onClose: () => void }) {
  const [filter, setFilter] = useState<Filter>("all");
  const state: MailState | null = filter === "all" ? null : filter;
  const list = useListMailsInfiniteQuery(state, {
    pollingInterval: lookEveryMs,
    skipPollingIfUnfocused: true,
  });
  const mails = allRows(list.currentData);
  const problem = asProblem(list.error);
  return (
    <Dialog title={mailWords.list} size={640} onClose={onClose}>
      <SegmentedControl
        aria-label={mailWords.filter}
        value={filter}
        onChange={setFilter}
        data={filters.map((value) => ({
          value,
          label: mailWords.filters[value],
        }))}
      />
      {problem && (
        <ProblemNote problem={problem} onRetry={() => void list.refetch()} />
      )}
      {!list.currentData && !problem && <SkeletonRows count={4} />}
      {list.currentData && mails.length === 0 && (
        <p className={classes.empty}>{mailWords.none}</p>
      )}
      {mails.length > 0 && (
        <ul className={classes.list} aria-label={mailWords.list}>
          {mails.map((mail) => (
            <MailRow key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          className={classes.more ?? ""}
          variant="default"
          size="xs"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {words.common.showMore}
        </Button>
      )}
    </Dialog>
  );
}
