import { Button } from "@mantine/core";
import { ExternalLink, Plus } from "lucide-react";
import { useState } from "react";
import { allRows } from "../../api/pages";
import { asProblem } from "../../api/problem";
import type { ApiToken } from "../../api/types";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { SkeletonRows } from "../../components/skeleton-rows";
import { settingsWords } from "../../words/settings/words";
import { words } from "../../words/words";
import { ApiTokenRow } from "./api-token-row";
import classes from "./api-tokens.module.css";
import { useListTokensInfiniteQuery } from "./endpoints";
import { NewTokenDialog } from "./new-token-dialog";
import { RevokeTokenDialog } from "./revoke-token-dialog";

/** What scripts sign in with: the tokens of all admins, and a way to make one. */
export function ApiTokens() {
  // When one was last used, no event tells.
  const list = useListTokensInfiniteQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const [isMaking, setIsMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const labels = settingsWords.tokens;
  const tokens = allRows(list.data);
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
      <a className={classes.docs} href="/api/docs">
        {labels.docs}
        <ExternalLink size={14} aria-hidden />
      </a>
      {problem && (
        <ProblemNote problem={problem} onRetry={() => void list.refetch()} />
      )}
      {list.isLoading && <SkeletonRows count={2} />}
      {list.data && tokens.length === 0 && (
        <p className={classes.empty}>{labels.empty}</p>
      )}
      {tokens.length > 0 && (
        <ul className={classes.list} aria-label={labels.title}>
          {tokens.map((token) => (
            <ApiTokenRow
              key={token.id}
              token={token}
              onRevoke={() => setRevoking(token)}
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
      {isMaking && <NewTokenDialog onClose={() => setIsMaking(false)} />}
      {revoking && (
        <RevokeTokenDialog token={revoking} onClose={() => setRevoking(null)} />
      )}
    </Section>
  );
}
