import { NativeSelect } from "@mantine/core";
import { DayField } from "../../components/day-field";
import { FilterLine } from "../../components/filter-line";
import { PageHeader } from "../../components/page-header";
import { Workspace } from "../../components/workspace";
import { useTitle } from "../../hooks/use-title";
import { documentWords } from "../../words/documents/words";
import { words } from "../../words/words";
import {
  documentKinds,
  noFilters,
  useDocumentFilters,
} from "./document-filters";
import { DocumentList } from "./document-list";
import classes from "./documents.module.css";

/** For whoever keeps the books: what was given out, each with its PDF. */
export function DocumentsPage() {
  const { filters, setFilters } = useDocumentFilters();
  const { kind, from, to } = filters;
  const text = documentWords;
  const isFiltered = kind !== null || from !== null || to !== null;
  const clear = () => setFilters(noFilters);
  useTitle(words.titles.invoices);
  return (
    <Workspace panel={null}>
      <PageHeader
        title={words.titles.invoices}
        filters={
          <FilterLine onClear={isFiltered ? clear : undefined}>
            <NativeSelect
              aria-label={text.kind}
              value={kind ?? ""}
              data={[
                { value: "", label: text.anyKind },
                ...documentKinds.map((value) => ({
                  value,
                  label: text.onlyKind[value],
                })),
              ]}
              onChange={({ currentTarget }) => {
                const chosen = documentKinds.find(
                  (one) => one === currentTarget.value,
                );
                setFilters({ ...filters, kind: chosen ?? null });
              }}
            />
            <span className={classes.day}>
              <span aria-hidden>{text.from}</span>
              <DayField
                label={text.from}
                isLabelHidden
                value={from}
                max={to ?? undefined}
                onChange={(day) => setFilters({ ...filters, from: day })}
              />
            </span>
            <span className={classes.day}>
              <span aria-hidden>{text.to}</span>
              <DayField
                label={text.to}
                isLabelHidden
                value={to}
                min={from ?? undefined}
                error={from && to && from > to ? text.toBeforeFrom : undefined}
                onChange={(day) => setFilters({ ...filters, to: day })}
              />
            </span>
          </FilterLine>
        }
      />
      <DocumentList filters={filters} isFiltered={isFiltered} />
    </Workspace>
  );
}
