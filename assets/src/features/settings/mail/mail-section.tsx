import { Button, Skeleton } from "@mantine/core";
import { Mails } from "lucide-react";
import { useState } from "react";
import { asProblem } from "../../../api/problem";
import { ProblemNote } from "../../../components/problem-note";
import { Section } from "../../../components/section";
import { toast } from "../../../components/toast";
import { mailWords } from "../../../words/mail/words";
import {
  useGetMailSettingsQuery,
  useUpdateMailSettingsMutation,
} from "./endpoints";
import { MailForm } from "./mail-form";
import classes from "./mail-section.module.css";
import { MailsDialog } from "./mails-dialog";

/** How the shop sends mail, and what became of its mails. */
export function MailSection() {
  const { data, error, refetch } = useGetMailSettingsQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const [isListOpen, setIsListOpen] = useState(false);
  const problem = asProblem(error);
  return (
    <Section
      level={2}
      title={mailWords.title}
      action={
        <Button
          variant="default"
          size="xs"
          leftSection={<Mails size={16} aria-hidden />}
          onClick={() => setIsListOpen(true)}
        >
          {mailWords.list}
        </Button>
      }
    >
      <p className={classes.soft}>{mailWords.detail}</p>
      {problem && !data && (
        <ProblemNote problem={problem} onRetry={() => void refetch()} />
      )}
      {!data && !problem && <Skeleton className={classes.skeleton ?? ""} />}
      {data?.paused && data.host !== null && <Paused />}
      {data && <MailForm settings={data} />}
      {isListOpen && <MailsDialog onClose={() => setIsListOpen(false)} />}
    </Section>
  );
}

/** That nothing is sent since a backup was restored, and the way on. */
function Paused() {
  const [update, { isLoading }] = useUpdateMailSettingsMutation();
  const goOn = async () => {
    const problem = asProblem((await update({ paused: false })).error);
    if (problem) toast(problem.detail);
  };
  return (
    <div className={classes.paused}>
      <p>{mailWords.paused}</p>
      <Button
        variant="default"
        size="xs"
        loading={isLoading}
        onClick={() => void goOn()}
      >
        {mailWords.goOn}
      </Button>
    </div>
  );
}
