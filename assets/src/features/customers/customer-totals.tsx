import type { ReactNode } from "react";
import { asProblem } from "../../api/problem";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { TimeAgo } from "../../components/time-ago";
import { useMoney } from "../../hooks/use-money";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import classes from "./customer-totals.module.css";
import { useGetCustomerReportQuery } from "./endpoints";

/** What a customer has ordered until now. */
export function CustomerTotals({ customerId }: { customerId: string }) {
  const { money } = useMoney();
  const { data, error, refetch } = useGetCustomerReportQuery(customerId);
  const labels = words.customers.totals;
  const problem = asProblem(error);
  const dash = "–";
  return (
    <Section title={labels.title}>
      {problem && !data ? (
        <ProblemNote problem={problem} onRetry={() => void refetch()} />
      ) : (
        <dl className={classes.totals} aria-busy={!data}>
          <Fact
            label={labels.revenue}
            value={data && money(data.revenue)}
            isMain
          />
          <Fact
            label={labels.orders}
            value={data && formatCount(data.orders)}
            isMain
          />
          <Fact
            label={labels.open}
            value={data && formatCount(data.open_orders)}
            isMain
          />
          <Fact
            label={labels.first}
            value={data && timeOr(data.first_order_at, dash)}
          />
          <Fact
            label={labels.last}
            value={data && timeOr(data.last_order_at, dash)}
          />
        </dl>
      )}
    </Section>
  );
}

function timeOr(at: string | null, otherwise: string): ReactNode {
  return at === null ? otherwise : <TimeAgo at={at} />;
}

interface FactProps {
  label: string;
  /** Undefined while it is on its way. */
  value: ReactNode;
  isMain?: boolean;
}

function Fact({ label, value, isMain = false }: FactProps) {
  return (
    <div className={classes.fact} data-main={isMain || undefined}>
      <dt>{label}</dt>
      <dd>{value ?? <span className={classes.bar} aria-hidden />}</dd>
    </div>
  );
}
