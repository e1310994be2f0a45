import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState } from "react";
import { allRows } from "../../api/pages";
import { asProblem } from "../../api/problem";
import type { DisplayLink } from "../../api/types";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { SkeletonRows } from "../../components/skeleton-rows";
import { settingsWords } from "../../words/settings/words";
import { words } from "../../words/words";
import { DisplayNames } from "./display-names";
import { DisplayRow } from "./display-row";
import classes from "./displays-section.module.css";
import { useListDisplaysInfiniteQuery } from "./endpoints";
import { NewDisplayDialog } from "./new-display-dialog";
import { RevokeDisplayDialog } from "./revoke-display-dialog";

/** Boards on the walls of the shop: their links, and what they may show. */
export function DisplaysSection() {
  const list = useListDisplaysInfiniteQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const [isMaking, setIsMaking] = useState(false);
  const [revoking, setRevoking] = useState<DisplayLink | null>(null);
  const labels = settingsWords.displays;
  const displays = allRows(list.data);
  const problem = asProblem(list.error);
  return (
    <Section
      level={2}
      title={labels.title}
      action={
        <Button
          variant="default"
          size="xs"
          leftSection={<Plus size={16} aria-hidden />}
          onClick={() => setIsMaking(true)}
        >
          {labels.new}
        </Button>
      }
    >
      <p className={classes.soft}>{labels.detail}</p>
      <DisplayNames />
      {problem && (
        <ProblemNote problem={problem} onRetry={() => void list.refetch()} />
      )}
      {list.isLoading && <SkeletonRows count={1} />}
      {list.data && displays.length === 0 && (
        <p className={classes.empty}>{labels.empty}</p>
      )}
      {displays.length > 0 && (
        <ul className={classes.list} aria-label={labels.title}>
          {displays.map((display) => (
            <DisplayRow
              key={display.id}
              display={display}
              onRevoke={() => setRevoking(display)}
            />
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
      {isMaking && <NewDisplayDialog onClose={() => setIsMaking(false)} />}
      {revoking && (
        <RevokeDisplayDialog
          display={revoking}
          onClose={() => setRevoking(null)}
        />
      )}
    </Section>
  );
}
