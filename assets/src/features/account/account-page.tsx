import { Button, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { ExternalLink, LogOut } from "lucide-react";
import { asProblem } from "../../api/problem";
import { PageHeader } from "../../components/page-header";
import { Section } from "../../components/section";
import { toastProblem } from "../../components/toast";
import { useBecome } from "../../hooks/use-become";
import { usePerson, useSetLeaving } from "../../hooks/use-person";
import { useTitle } from "../../hooks/use-title";
import { words } from "../../words/words";
import classes from "./account-page.module.css";
import { useSignOutMutation } from "./endpoints";
import { OwnFacts } from "./own-facts";
import { PasswordForm } from "./password-form";

type Theme = "auto" | "light" | "dark";
const themes: Theme[] = ["auto", "light", "dark"];

export function AccountPage() {
  const person = usePerson();
  const become = useBecome();
  const setLeaving = useSetLeaving();
  const [signOut, { isLoading }] = useSignOutMutation();
  // Mantine would switch transitions off by a <style> element, which the policy forbids.
  const { colorScheme, setColorScheme } = useMantineColorScheme({
    keepTransitions: true,
  });
  useTitle(words.account.title);
  const leave = async () => {
    setLeaving(true);
    const answer = await signOut();
    if (!answer.error) return become(null);
    setLeaving(false);
    toastProblem(asProblem(answer.error));
  };
  return (
    <main className={classes.page}>
      <PageHeader title={words.account.title} />
      <div className={classes.content}>
        <div className={classes.person}>
          <div>
            <p className={classes.name}>{person.name}</p>
            <p className={classes.detail}>
              {person.email} · {words.account.roles[person.role]}
            </p>
          </div>
          <Button
            variant="default"
            leftSection={<LogOut size={16} aria-hidden />}
            loading={isLoading}
            onClick={() => void leave()}
          >
            {words.account.signOut}
          </Button>
        </div>
        <OwnFacts person={person} />
        <Section title={words.account.theme}>
          <SegmentedControl
            className={classes.themes ?? ""}
            aria-label={words.account.theme}
            value={colorScheme}
            onChange={(value) =>
              setColorScheme(themes.find((theme) => theme === value) ?? "auto")
            }
            data={themes.map((theme) => ({
              value: theme,
              label: words.account.themes[theme],
            }))}
          />
        </Section>
        <Section title={words.account.password}>
          <PasswordForm />
        </Section>
        <a className={classes.docs} href="/api/docs">
          {words.account.apiDocs}
          <ExternalLink size={14} aria-hidden />
        </a>
      </div>
    </main>
  );
}
