import type { User } from "../../api/types";
import { ListTable } from "../../components/list-table";
import { words } from "../../words/words";
import { CustomerRow } from "./customer-row";
import classes from "./customer-table.module.css";

interface CustomerTableProps {
  customers: User[];
  current: string | undefined;
  hrefFor: (customer: User) => string;
  hasNext: boolean;
  onNext: () => void;
}

export function CustomerTable(props: CustomerTableProps) {
  const { customers, current, hrefFor, hasNext, onNext } = props;
  const names = words.customers.columns;
  return (
    <ListTable
      label={words.customers.table}
      className={classes.table}
      columns={[
        { name: names.name },
        { name: names.email },
        { name: names.phone, className: classes.phone },
        { name: names.since, className: classes.since, isEnd: true },
      ]}
      rows={customers}
      hasNext={hasNext}
      onNext={onNext}
    >
      {(customer, index) => (
        <CustomerRow
          customer={customer}
          index={index}
          href={hrefFor(customer)}
          isCurrent={customer.id === current}
        />
      )}
    </ListTable>
  );
}
