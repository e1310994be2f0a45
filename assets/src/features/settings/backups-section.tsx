import { Button, Skeleton } from "@mantine/core";
import { useState } from "react";
import { asProblem } from "../../api/problem";
import type { Backup } from "../../api/types";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { TimeAgo } from "../../components/time-ago";
import { toast } from "../../components/toast";
import { settingsWords } from "../../words/settings/words";
import { BackupRow } from "./backup-row";
import classes from "./backups-section.module.css";
import { useCreateBackupMutation, useListBackupsQuery } from "./endpoints";
import { RestoreDialog } from "./restore-dialog";

/** The copies of the database: how old the last good one is, make, fetch and restore one. */
export function BackupsSection() {
  const text = settingsWords.backups;
  const { data, error, refetch } = useListBackupsQuery();
  const [make, making] = useCreateBackupMutation();
  const [chosen, setChosen] = useState<Backup | null>(null);
  const problem = asProblem(error);
  const failed = asProblem(making.error);
  const makeNow = async () => {
    const answer = await make();
    if (!answer.error) toast(text.made);
  };
  return (
    <Section
      level={2}
      title={text.title}
      action={
        <Button
          variant="default"
          size="xs"
          loading={making.isLoading}
          onClick={() => void makeNow()}
        >
          {text.makeNow}
        </Button>
      }
    >
      <p className={classes.soft}>{text.detail}</p>
      {failed && <ProblemNote problem={failed} />}
      {problem && !data && (
        <ProblemNote problem={problem} onRetry={() => void refetch()} />
      )}
      {!data && !problem && <Skeleton className={classes.skeleton ?? ""} />}
      {data && <LastGood backups={data} />}
      {data && data.length > 0 && (
        <ul className={classes.backups} aria-label={text.title}>
          {data.map((backup) => (
            <BackupRow
              key={backup.name}
              backup={backup}
              onRestore={() => setChosen(backup)}
            />
          ))}
        </ul>
      )}
      {chosen && (
        <RestoreDialog backup={chosen} onClose={() => setChosen(null)} />
      )}
    </Section>
  );
}

function LastGood({ backups }: { backups: Backup[] }) {
  const text = settingsWords.backups;
  const good = backups.find((backup) => backup.verified);
  if (!good) return <p>{text.none}</p>;
  return (
    <p>
      {text.lastGood} <TimeAgo at={good.at} />
    </p>
  );
}
