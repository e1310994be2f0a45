import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import { Link } from "react-router";
import { allRows } from "../../api/pages";
import { asProblem } from "../../api/problem";
import type { User } from "../../api/types";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { TimeAgo } from "../../components/time-ago";
import { useMoney } from "../../hooks/use-money";
import { useIsAdmin } from "../../hooks/use-person";
import { words } from "../../words/words";
import classes from "./customer-orders.module.css";
import { useListOrdersInfiniteQuery } from "./endpoints";
import { everything } from "./order-filters";
import { StatusBadge } from "./status-badge";

const shownAtFirst = 8;

/** A customer's latest orders; all of them are one filter away. */
export function CustomerOrders({ customer }: { customer: User }) {
  const { money } = useMoney();
  const isAdmin = useIsAdmin();
  const { data, error, refetch } = useListOrdersInfiniteQuery({
    ...everything,
    user_id: customer.id,
  });
  const orders = allRows(data);
  const problem = asProblem(error);
  return (
    <Section
      title={words.customers.orders}
      action={
        isAdmin &&
        customer.archived_at === null && (
          <Button
            component={Link}
            to="/orders/new"
            state={{ customer: { id: customer.id, name: customer.name } }}
            variant="default"
            size="xs"
            leftSection={<Plus size={14} aria-hidden />}
          >
            {words.customers.newOrder}
          </Button>
        )
      }
    >
      {problem && !data && (
        <ProblemNote problem={problem} onRetry={() => void refetch()} />
      )}
      {data && orders.length === 0 && <p>{words.customers.noOrders}</p>}
      <ul className={classes.orders}>
        {orders.slice(0, shownAtFirst).map((order) => (
          <li key={order.id} className={classes.order}>
            <Link to={`/orders/${order.number}`}>{order.label}</Link>
            <StatusBadge status={order.status} />
            <span className={classes.when}>
              <TimeAgo at={order.created_at} />
            </span>
            <span className={classes.total}>{money(order.total)}</span>
          </li>
        ))}
      </ul>
      {orders.length > shownAtFirst && (
        <Link to={`/orders?user_id=${customer.id}`}>
          {words.customers.allOrders}
        </Link>
      )}
    </Section>
  );
}
