import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import { Link, useLocation, useOutlet, useParams } from "react-router";
import { ArchiveSwitch } from "../../components/archive-switch";
import { PageHeader } from "../../components/page-header";
import { SearchField } from "../../components/search-field";
import { Workspace } from "../../components/workspace";
import { useNamedFilters } from "../../hooks/use-named-filters";
import { useTitle } from "../../hooks/use-title";
import { words } from "../../words/words";
import { CustomerList } from "./customer-list";

/** For admins; a customer finds their own entry on the account page. */
export function CustomersPage() {
  const panel = useOutlet();
  const { id } = useParams();
  const { search } = useLocation();
  const { filters, setFilters } = useNamedFilters();
  useTitle(words.customers.title);
  return (
    <Workspace panel={panel}>
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
          <ArchiveSwitch
            isArchived={filters.archived}
            active={words.customers.active}
            archived={words.customers.archived}
            onChange={(archived) => setFilters({ ...filters, archived })}
          />
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
      />
      <CustomerList filters={filters} current={id} search={search} />
    </Workspace>
  );
}
