import { Button, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { ChevronRight, ExternalLink, Keyboard, LogOut } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { asProblem } from "../../api/problem";
import { ColumnPage } from "../../components/column-page";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { Section } from "../../components/section";
import { toastProblem } from "../../components/toast";
import { useBecome } from "../../hooks/use-become";
import { usePerson, useSetLeaving } from "../../hooks/use-person";
import { useShowKeys } from "../../hooks/use-show-keys";
import { useUnsent } from "../../hooks/use-unsent";
import { words } from "../../words/words";
import classes from "./account-page.module.css";
import { useSignOutMutation } from "./endpoints";
import { LanguageChoice } from "./language-choice";
import { OwnFacts } from "./own-facts";
import { PasswordForm } from "./password-form";

type Theme = "auto" | "light" | "dark";
const themes: Theme[] = ["auto", "light", "dark"];

export function AccountPage() {
  const person = usePerson();
  const become = useBecome();
  const setLeaving = useSetLeaving();
  const showKeys = useShowKeys();
  const [signOut, { isLoading }] = useSignOutMutation();
  const unsent = useUnsent();
  const [isAsking, setIsAsking] = useState(false);
  // Mantine would switch transitions off by a <style> element, which the policy forbids.
  const { colorScheme, setColorScheme } = useMantineColorScheme({
    keepTransitions: true,
  });
  const leave = async () => {
    setLeaving(true);
    const answer = await signOut();
    if (!answer.error) return become(null);
    setLeaving(false);
    toastProblem(asProblem(answer.error));
  };
  return (
    <ColumnPage title={words.account.title}>
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
          onClick={() => (unsent > 0 ? setIsAsking(true) : void leave())}
        >
          {words.account.signOut}
        </Button>
      </div>
      <ConfirmDialog
        opened={isAsking}
        title={words.account.unsentTitle(unsent)}
        detail={words.account.unsentDetail}
        confirm={words.account.signOut}
        keep={words.account.unsentKeep}
        isSending={isLoading}
        onConfirm={() => void leave()}
        onClose={() => setIsAsking(false)}
      />
      <OwnFacts person={person} />
      <Section level={2} title={words.account.theme}>
        <SegmentedControl
          className={classes.choice ?? ""}
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
      <LanguageChoice />
      <Section level={2} title={words.account.password}>
        <PasswordForm />
      </Section>
      <Button
        className={classes.keys ?? ""}
        variant="default"
        leftSection={<Keyboard size={16} aria-hidden />}
        onClick={showKeys}
      >
        {words.shortcuts.help}
      </Button>
      {person.role === "ADMIN" && (
        <Link className={classes.settings ?? ""} to="/settings">
          {words.titles.settings}
          <ChevronRight size={16} aria-hidden />
        </Link>
      )}
      <a className={classes.docs} href="/api/docs">
        {words.account.apiDocs}
        <ExternalLink size={14} aria-hidden />
      </a>
    </ColumnPage>
  );
}
