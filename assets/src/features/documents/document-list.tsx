import { FileText } from "lucide-react";
import { useMemo } from "react";
import { allRows } from "../../api/pages";
import { EmptyState } from "../../components/empty-state";
import { EndlessList } from "../../components/endless-list";
import { documentWords } from "../../words/documents/words";
import type { DocumentFilters } from "./document-filters";
import { DocumentTable } from "./document-table";
import { useListDocumentsInfiniteQuery } from "./endpoints";

interface DocumentListProps {
  filters: DocumentFilters;
  isFiltered: boolean;
}

export function DocumentList({ filters, isFiltered }: DocumentListProps) {
  const list = useListDocumentsInfiniteQuery(filters);
  const { data } = list;
  const documents = useMemo(
    () => allRows(data).map((row) => ({ ...row, id: String(row.number) })),
    [data],
  );
  const text = documentWords;
  return (
    <EndlessList
      list={list}
      isEmpty={documents.length === 0}
      empty={
        <EmptyState
          icon={FileText}
          title={isFiltered ? text.noneFound : text.none}
          detail={isFiltered ? text.noneFoundDetail : text.noneDetail}
        />
      }
    >
      {(paging) => <DocumentTable {...paging} documents={documents} />}
    </EndlessList>
  );
}
