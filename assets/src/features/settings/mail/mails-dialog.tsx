import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { allRows } from "../../../api/pages";
import type { MailState } from "../../../api/types";
import { Dialog } from "../../../components/dialog";
import { LoadedList } from "../../../components/loaded-list";
import { mailWords } from "../../../words/mail/words";
import { useListMailsInfiniteQuery } from "./endpoints";
import { MailRow } from "./mail-row";

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
      <LoadedList
        label={mailWords.list}
        rows={list.currentData && allRows(list.currentData)}
        list={list}
        usual={4}
        empty={mailWords.none}
      >
        {(mail) => <MailRow key={mail.id} mail={mail} />}
      </LoadedList>
    </Dialog>
  );
}
