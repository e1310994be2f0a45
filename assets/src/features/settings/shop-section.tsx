import { Skeleton } from "@mantine/core";
import { asProblem } from "../../api/problem";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { settingsWords } from "../../words/settings/words";
import { LogoField } from "./logo-field";
import { useGetSettingsQuery } from "./shop-endpoints";
import { ShopForm } from "./shop-form";
import classes from "./shop-section.module.css";

/** The shop's own settings: what papers show of it, its money, its day, its stock and backups. */
export function ShopSection() {
  const { data, error, refetch } = useGetSettingsQuery();
  const problem = asProblem(error);
  return (
    <Section level={2} title={settingsWords.shop.title}>
      <p className={classes.soft}>{settingsWords.shop.detail}</p>
      {problem && !data && (
        <ProblemNote problem={problem} onRetry={() => void refetch()} />
      )}
      {!data && !problem && <Skeleton className={classes.skeleton ?? ""} />}
      {data && (
        <>
          <LogoField logo={data.logo} />
          <ShopForm settings={data} />
        </>
      )}
    </Section>
  );
}
