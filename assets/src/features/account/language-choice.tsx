import { SegmentedControl } from "@mantine/core";
import { Section } from "../../components/section";
import {
  chooseLanguage,
  chosenLanguage,
  languageName,
  languages,
  words,
} from "../../words/words";
import classes from "./account-page.module.css";

const system = "system";

/** As the browser has it, or one of the languages that OMS speaks. */
export function LanguageChoice() {
  const title = words.account.language;
  const choose = (value: string) => {
    chooseLanguage(value === system ? null : value);
    window.location.reload();
  };
  return (
    <Section level={2} title={title}>
      <SegmentedControl
        className={classes.choice ?? ""}
        aria-label={title}
        defaultValue={chosenLanguage() ?? system}
        onChange={choose}
        data={[
          { value: system, label: words.account.systemLanguage },
          ...languages.map((code) => ({
            value: code,
            label: <span lang={code}>{languageName(code)}</span>,
          })),
        ]}
      />
    </Section>
  );
}
