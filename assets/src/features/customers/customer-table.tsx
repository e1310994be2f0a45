import { Link } from "react-router";
import type { User } from "../../api/types";
import tableClasses from "../../components/table.module.css";
import { TimeAgo } from "../../components/time-ago";
import { useMark } from "../../live/use-mark";
import { words } from "../../words/words";
import classes from "./customer-table.module.css";

interface CustomerTableProps {
  customers: User[];
  current: string | undefined;
  hrefFor: (customer: User) => string;
}

export function CustomerTable(props: CustomerTableProps) {
  const { customers, current, hrefFor } = props;
  const columns = words.customers.columns;
  return (
    <div
      className={`${tableClasses.table} ${classes.table}`}
      role="table"
      aria-label={words.customers.table}
    >
      <div className={tableClasses.head} role="row">
        <span role="columnheader">{columns.name}</span>
        <span role="columnheader">{columns.email}</span>
        <span role="columnheader" className={classes.phone}>
          {columns.phone}
        </span>
        <span
          role="columnheader"
          className={`${tableClasses.end} ${classes.since}`}
        >
          {columns.since}
        </span>
      </div>
      {customers.map((customer) => (
        <CustomerRow
          key={customer.id}
          customer={customer}
          href={hrefFor(customer)}
          isCurrent={customer.id === current}
        />
      ))}
    </div>
  );
}

interface CustomerRowProps {
  customer: User;
  href: string;
  isCurrent: boolean;
}

function CustomerRow({ customer, href, isCurrent }: CustomerRowProps) {
  const mark = useMark(customer.id);
  const tint = mark ? (tableClasses[`tint${mark}`] ?? "") : "";
  const cell = `${tableClasses.cell} ${tableClasses.soft}`;
  return (
    <div
      className={`${tableClasses.row} ${classes.row} ${tint}`}
      role="row"
      data-current={isCurrent || undefined}
    >
      <span
        role="cell"
        className={`${tableClasses.cell} ${classes.name}`}
        title={customer.name}
      >
        <Link className={tableClasses.link} to={href}>
          {customer.name}
        </Link>
      </span>
      <span
        role="cell"
        className={`${cell} ${classes.email}`}
        title={customer.email ?? undefined}
      >
        {customer.email}
      </span>
      <span role="cell" className={`${cell} ${classes.phone}`}>
        {customer.phone}
      </span>
      <span
        role="cell"
        className={`${cell} ${tableClasses.end} ${classes.since}`}
      >
        <TimeAgo at={customer.created_at} />
      </span>
    </div>
  );
}
