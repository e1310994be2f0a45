import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import {
  Link,
  useLocation,
  useNavigate,
  useOutlet,
  useParams,
} from "react-router";
import { ArchiveSwitch } from "../../components/archive-switch";
import { FilterLine } from "../../components/filter-line";
import { PageHeader } from "../../components/page-header";
import { SearchField } from "../../components/search-field";
import { Workspace } from "../../components/workspace";
import { useNamedFilters } from "../../hooks/use-named-filters";
import { useShortcuts } from "../../hooks/use-shortcuts";
import { useTitle } from "../../hooks/use-title";
import { words } from "../../words/words";
import { CustomerList } from "./customer-list";
import { CustomerListMenu } from "./customer-list-menu";
import { ImportCustomers } from "./import-customers";

const flags = ["archived"] as const;

/** For admins; a customer finds their own entry on the account page. */
export function CustomersPage() {
  const panel = useOutlet();
  const { id } = useParams();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { filters, setFilters } = useNamedFilters(flags);
  const clear = () => setFilters({ ...filters, q: "" });
  useShortcuts({
    n: () => void navigate({ pathname: "/customers/new", search }),
  });
  useTitle(words.customers.title);
  return (
    <Workspace panel={panel}>
      <ImportCustomers />
      <PageHeader
        title={words.customers.title}
        search={
          <SearchField
            value={filters.q}
            placeholder={words.customers.search}
            onSearch={(q) => setFilters({ ...filters, q })}
          />
        }
        filters={
          <FilterLine onClear={filters.q !== "" ? clear : undefined}>
            <ArchiveSwitch
              isArchived={filters.archived}
              active={words.customers.active}
              archived={words.customers.archived}
              onChange={(archived) => setFilters({ ...filters, archived })}
            />
          </FilterLine>
        }
        action={
          <Button
            component={Link}
            to={{ pathname: "/customers/new", search }}
            variant={panel ? "default" : "filled"}
            leftSection={<Plus size={16} aria-hidden />}
          >
            {words.customers.new}
          </Button>
        }
        more={<CustomerListMenu filters={filters} />}
      />
      <CustomerList
        filters={filters}
        current={id}
        search={search}
        onClear={clear}
      />
    </Workspace>
  );
}
