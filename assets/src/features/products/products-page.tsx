import { Button } from "@mantine/core";
import { Plus, TriangleAlert } from "lucide-react";
import {
  Link,
  useLocation,
  useNavigate,
  useOutlet,
  useParams,
} from "react-router";
import { ArchiveSwitch } from "../../components/archive-switch";
import { FilterLine } from "../../components/filter-line";
import { FilterToggle } from "../../components/filter-toggle";
import { PageHeader } from "../../components/page-header";
import { SearchField } from "../../components/search-field";
import { Workspace } from "../../components/workspace";
import { useNamedFilters } from "../../hooks/use-named-filters";
import { useIsAdmin } from "../../hooks/use-person";
import { useShortcuts } from "../../hooks/use-shortcuts";
import { useTitle } from "../../hooks/use-title";
import { words } from "../../words/words";
import { ImportProducts } from "./import-products";
import { ProductList } from "./product-list";
import { ProductListMenu } from "./product-list-menu";

const flags = ["archived", "low_stock"] as const;

export function ProductsPage() {
  const panel = useOutlet();
  const { id } = useParams();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { filters, setFilters } = useNamedFilters(flags);
  const isAdmin = useIsAdmin();
  const isFiltered = filters.q !== "" || filters.low_stock;
  const clear = () => setFilters({ ...filters, q: "", low_stock: false });
  useShortcuts({
    n: isAdmin
      ? () => void navigate({ pathname: "/products/new", search })
      : undefined,
  });
  useTitle(words.products.title);
  return (
    <Workspace panel={panel}>
      {isAdmin && <ImportProducts />}
      <PageHeader
        title={words.products.title}
        search={
          <SearchField
            value={filters.q}
            placeholder={words.products.search}
            onSearch={(q) => setFilters({ ...filters, q })}
          />
        }
        filters={
          isAdmin && (
            <FilterLine onClear={isFiltered ? clear : undefined}>
              <ArchiveSwitch
                isArchived={filters.archived}
                active={words.products.active}
                archived={words.products.archived}
                onChange={(archived) =>
                  setFilters({ ...filters, archived, low_stock: false })
                }
              />
              {!filters.archived && (
                <FilterToggle
                  icon={TriangleAlert}
                  label={words.products.lowStock}
                  isOn={filters.low_stock}
                  onChange={(low_stock) =>
                    setFilters({ ...filters, low_stock })
                  }
                />
              )}
            </FilterLine>
          )
        }
        action={
          isAdmin && (
            <Button
              component={Link}
              to={{ pathname: "/products/new", search }}
              variant={panel ? "default" : "filled"}
              leftSection={<Plus size={16} aria-hidden />}
            >
              {words.products.new}
            </Button>
          )
        }
        more={isAdmin && <ProductListMenu filters={filters} />}
      />
      <ProductList
        filters={filters}
        current={id}
        search={search}
        onClear={clear}
      />
    </Workspace>
  );
}
