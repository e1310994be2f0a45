import { useMemo } from "react";
import { allRows } from "../../api/pages";
import { EndlessList } from "../../components/endless-list";
import { useWithoutRemoved } from "../../hooks/remove-later";
import { CustomerTable } from "./customer-table";
import {
  useListCustomersInfiniteQuery,
  type CustomerFilters,
} from "./endpoints";
import { NoCustomers } from "./no-customers";

interface CustomerListProps {
  filters: CustomerFilters;
  current: string | undefined;
  search: string;
  onClear: () => void;
}

export function CustomerList(props: CustomerListProps) {
  const { filters, current, search, onClear } = props;
  const list = useListCustomersInfiniteQuery(filters);
  const { data } = list;
  const rows = useMemo(() => allRows(data), [data]);
  const customers = useWithoutRemoved(rows);
  return (
    <EndlessList
      list={list}
      isEmpty={customers.length === 0}
      empty={<NoCustomers filters={filters} onClear={onClear} />}
    >
      {(paging) => (
        <CustomerTable
          {...paging}
          customers={customers}
          current={current}
          hrefFor={(customer) => `/customers/${customer.id}${search}`}
        />
      )}
    </EndlessList>
  );
}
