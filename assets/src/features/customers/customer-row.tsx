import { Link } from "react-router";
import type { User } from "../../api/types";
import { ListRow } from "../../components/list-row";
import tableClasses from "../../components/table.module.css";
import { TimeAgo } from "../../components/time-ago";
import { useMark } from "../../live/use-mark";
import classes from "./customer-table.module.css";

interface CustomerRowProps {
  customer: User;
  index: number;
  href: string;
  isCurrent: boolean;
}

export function CustomerRow(props: CustomerRowProps) {
  const { customer, index, href, isCurrent } = props;
  const mark = useMark(customer.id);
  const cell = `${tableClasses.cell} ${tableClasses.soft}`;
  return (
    <ListRow
      index={index}
      className={classes.row}
      isCurrent={isCurrent}
      mark={mark}
    >
      <span
        role="cell"
        className={`${tableClasses.cell} ${classes.name}`}
        title={customer.name}
      >
        <Link className={tableClasses.link} to={href} data-row-focus>
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
    </ListRow>
  );
}
