import { Link } from "react-router";
import type { DocumentBrief } from "../../api/types";
import { ListRow } from "../../components/list-row";
import { ListTable } from "../../components/list-table";
import tableClasses from "../../components/table.module.css";
import { useMoney } from "../../hooks/use-money";
import { useShop } from "../../hooks/use-shop";
import { formatAmount } from "../../lib/money";
import { paperTime } from "../../lib/time";
import { documentWords } from "../../words/documents/words";
import { words } from "../../words/words";
import classes from "./documents.module.css";

/** A document with what lists know a row by. */
export type DocumentRow = DocumentBrief & { id: string };

interface DocumentTableProps {
  documents: DocumentRow[];
  hasNext: boolean;
  onNext: () => void;
}

export function DocumentTable(props: DocumentTableProps) {
  const { documents, hasNext, onNext } = props;
  const { currency } = useMoney();
  const text = documentWords;
  return (
    <ListTable
      label={text.list}
      className={classes.table}
      columns={[
        { name: text.number },
        { name: text.order, className: classes.order },
        { name: text.buyer, className: classes.buyer },
        { name: text.date, className: classes.date, isEnd: true },
        { name: text.total(currency), isEnd: true },
      ]}
      rows={documents}
      hasNext={hasNext}
      onNext={onNext}
    >
      {(document, index) => <Row document={document} index={index} />}
    </ListTable>
  );
}

function Row({ document, index }: { document: DocumentRow; index: number }) {
  const { number, kind, order_number, order_label, buyer, at } = document;
  const { timezone } = useShop();
  const cell = `${tableClasses.cell} ${tableClasses.soft}`;
  const name =
    kind === "invoice" ? documentWords.invoice : documentWords.creditNote;
  const amount = kind === "invoice" ? document.total : -document.total;
  return (
    <ListRow
      index={index}
      className={classes.row}
      isCurrent={false}
      mark={undefined}
    >
      <span role="cell" className={`${tableClasses.cell} ${classes.name}`}>
        <a
          href={`/api/documents/${number}`}
          target="_blank"
          rel="noreferrer"
          data-row-focus
        >
          {name(String(number))}
        </a>
      </span>
      <span role="cell" className={`${cell} ${classes.order}`}>
        {document.order_exists ? (
          <Link to={`/orders/${order_number}`}>{order_label}</Link>
        ) : (
          order_label
        )}
      </span>
      <span
        role="cell"
        className={`${cell} ${classes.buyer}`}
        title={buyer ?? undefined}
      >
        {buyer ?? words.common.walkIn}
      </span>
      <span
        role="cell"
        className={`${cell} ${tableClasses.end} ${classes.date}`}
      >
        <time dateTime={at}>{paperTime(at, timezone)}</time>
      </span>
      <span
        role="cell"
        className={`${tableClasses.cell} ${tableClasses.end} ${classes.total}`}
      >
        {formatAmount(amount, document.currency)}
      </span>
    </ListRow>
  );
}
