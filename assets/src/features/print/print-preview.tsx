import { Inbox } from "lucide-react";
import { asProblem } from "../../api/problem";
import { EmptyState } from "../../components/empty-state";
import { ProblemNote } from "../../components/problem-note";
import { useIsAdmin } from "../../hooks/use-person";
import { useTitle } from "../../hooks/use-title";
import { formatCount } from "../../lib/money";
import { printDocuments, printLimit } from "../../lib/print-address";
import { printWords } from "../../words/print/words";
import { words } from "../../words/words";
import { useGetPrintoutQuery, type Printout } from "./endpoints";
import { PrintNote } from "./print-note";
import type { PrintRequest } from "./print-request";
import { LinkChoice, PrintToolbar, Switch } from "./print-toolbar";
import classes from "./print-preview.module.css";
import { Sheets } from "./sheets";
import { usePrintMoves } from "./use-print-moves";
import { usePrintOnce } from "./use-print-once";
import { useSlipLinks } from "./use-slip-links";

/** The sheets as they will be printed, under a bar that is not. */
export function PrintPreview({ request }: { request: PrintRequest }) {
  const { document: kind, numbers } = request;
  const isAdmin = useIsAdmin();
  const { currentData, error, refetch } = useGetPrintoutQuery(
    { numbers, isAdmin },
    { skip: numbers.length === 0 },
  );
  const links = useSlipLinks(kind, currentData?.orders);
  const { showDocument, showPaper, goBack } = usePrintMoves(request);
  const left = leftOut(request, currentData);
  const isThere = currentData !== undefined && currentData.orders.length > 0;
  // With something left out, its note is to be read first.
  usePrintOnce(isThere && links.areThere && left.length === 0);
  const title = printWords.title(
    kind,
    currentData?.orders.map(({ label }) => label) ?? numbers.map(String),
  );
  useTitle(title);
  const problem = asProblem(error ?? links.error);
  return (
    <div className={classes.page}>
      <PrintToolbar
        title={title}
        canPrint={isThere}
        paper={request.paper}
        onPaper={showPaper}
        onBack={goBack}
      >
        <Switch
          label={printWords.document}
          names={words.titles.documents}
          values={printDocuments}
          value={kind}
          onChange={showDocument}
        />
        {links.isWanted !== null && (
          <LinkChoice isWanted={links.isWanted} onWant={links.want} />
        )}
      </PrintToolbar>
      <main>
        <PrintNote messages={left} />
        {problem && (
          <div className={classes.problem}>
            <ProblemNote
              problem={problem}
              onRetry={() => void (error ? refetch() : links.refetch())}
            />
          </div>
        )}
        {isThere && (
          <Sheets printout={currentData} links={links.data} request={request} />
        )}
        {!isThere && !problem && (
          <Without isLoading={numbers.length > 0 && !currentData} />
        )}
      </main>
    </div>
  );
}

function Without({ isLoading }: { isLoading: boolean }) {
  if (isLoading) {
    return (
      <p className={classes.loading} role="status">
        {printWords.loading}
      </p>
    );
  }
  return (
    <EmptyState
      icon={Inbox}
      title={printWords.nothing}
      detail={printWords.nothingDetail}
    />
  );
}

function leftOut(
  { unknown, hasTooMany }: PrintRequest,
  printout: Printout | undefined,
): string[] {
  const missing = [...(printout?.missing ?? []), ...unknown];
  return [
    ...(missing.length > 0 ? [printWords.missing(missing)] : []),
    ...(hasTooMany ? [printWords.tooMany(formatCount(printLimit))] : []),
  ];
}
