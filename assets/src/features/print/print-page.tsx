import { Compass } from "lucide-react";
import { useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import { EmptyState } from "../../components/empty-state";
import { words } from "../../words/words";
import { PrintPreview } from "./print-preview";
import { readPrintRequest } from "./print-request";

/** Packing slips or receipts of the orders that the address names. */
export function PrintPage() {
  const { document: name } = useParams();
  const [search] = useSearchParams();
  const request = useMemo(() => readPrintRequest(name, search), [name, search]);
  if (!request) {
    return (
      <EmptyState
        icon={Compass}
        title={words.problems.notFoundTitle}
        detail={words.problems.notFound}
      />
    );
  }
  return <PrintPreview request={request} />;
}
