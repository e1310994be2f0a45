import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState } from "react";
import { allRows } from "../../api/pages";
import type { DisplayLink } from "../../api/types";
import { LoadedList } from "../../components/loaded-list";
import { Section } from "../../components/section";
import { settingsWords } from "../../words/settings/words";
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
      <LoadedList
        label={labels.title}
        rows={list.data && allRows(list.data)}
        list={list}
        usual={1}
        empty={labels.empty}
      >
        {(display) => (
          <DisplayRow
            key={display.id}
            display={display}
            onRevoke={() => setRevoking(display)}
          />
        )}
      </LoadedList>
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
