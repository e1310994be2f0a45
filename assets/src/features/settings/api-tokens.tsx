import { Button } from "@mantine/core";
import { ExternalLink, Plus } from "lucide-react";
import { useState } from "react";
import { allRows } from "../../api/pages";
import type { ApiToken } from "../../api/types";
import { LoadedList } from "../../components/loaded-list";
import { Section } from "../../components/section";
import { settingsWords } from "../../words/settings/words";
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
      <LoadedList
        label={labels.title}
        rows={list.data && allRows(list.data)}
        list={list}
        usual={2}
        empty={labels.empty}
      >
        {(token) => (
          <ApiTokenRow
            key={token.id}
            token={token}
            onRevoke={() => setRevoking(token)}
          />
        )}
      </LoadedList>
      {isMaking && <NewTokenDialog onClose={() => setIsMaking(false)} />}
      {revoking && (
        <RevokeTokenDialog token={revoking} onClose={() => setRevoking(null)} />
      )}
    </Section>
  );
}
