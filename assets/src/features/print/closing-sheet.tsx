import { Fragment, useMemo, useRef, type ReactNode } from "react";
import type { Closing } from "../../api/types";
import { useShop } from "../../hooks/use-shop";
import { formatAmount, formatCount } from "../../lib/money";
import { formatRate } from "../../lib/rate";
import { fullDate, paperTime } from "../../lib/time";
import { printWords } from "../../words/print/words";
import { words } from "../../words/words";
import classes from "./closing-sheet.module.css";
import { moneySums, taxSums } from "./closing-sums";
import type { Paper } from "./print-request";
import sheetClasses from "./sheet.module.css";
import sheetsClasses from "./sheets.module.css";
import { usePageRules } from "./use-page-rules";

interface ClosingSheetProps {
  closing: Closing;
  paper: Paper;
}

/** Paper that bears no order's number. */
const noOrder = 0;

/** What came in, what was sold, and how the orders of a day stand. */
export function ClosingSheet({ closing, paper }: ClosingSheetProps) {
  const { shop_name, timezone } = useShop();
  const text = printWords.closing;
  const day = fullDate(closing.date);
  const frame = useRef<HTMLDivElement>(null);
  const shown = useMemo(
    // A new object for a new closing, which may be longer: the roll is cut anew.
    () => [{ number: noOrder, foot: text.name(fullDate(closing.date)) }],
    [closing, text],
  );
  usePageRules(frame, shown, paper);
  return (
    <div className={sheetsClasses.sheets} data-paper={paper} ref={frame}>
      <article
        className={`${sheetClasses.sheet} ${classes.closing}`}
        data-paper={paper}
        data-order={noOrder}
        aria-label={text.name(day)}
      >
        <header className={classes.head}>
          <p className={classes.shop}>{shop_name}</p>
          <p>{words.titles.closing}</p>
          <h2 className={classes.day}>{day}</h2>
          <p className={classes.soft}>
            {text.span(
              paperTime(closing.from, timezone),
              paperTime(closing.until, timezone),
            )}{" "}
            · {closing.currency}
          </p>
        </header>
        <PaymentTable closing={closing} />
        <TaxTable closing={closing} />
        <OrderTable closing={closing} />
        <p className={classes.signature}>{text.signature}</p>
      </article>
    </div>
  );
}

function PaymentTable({ closing }: { closing: Closing }) {
  const text = printWords.closing;
  const { rows, sum } = moneySums(closing);
  const write = writerIn(closing);
  const cells = ({ paid, refunded, left }: (typeof rows)[0] | typeof sum) => [
    write(paid),
    write(-refunded),
    write(left),
  ];
  return (
    <Table
      title={text.payments}
      columns={[text.method, text.paid, text.refunded, text.left]}
      foot={<Row name={text.sum} cells={cells(sum)} />}
    >
      {rows.map((row) => (
        <Row
          key={row.method}
          name={words.payments.methods[row.method]}
          cells={cells(row)}
        />
      ))}
    </Table>
  );
}

function TaxTable({ closing }: { closing: Closing }) {
  const text = printWords.closing;
  const { rows, sum } = taxSums(closing);
  const write = writerIn(closing);
  const cells = ({ net, tax, gross }: typeof sum) => [
    write(net),
    write(tax),
    write(gross),
  ];
  return (
    <Table
      title={text.taxes}
      detail={rows.length === 0 ? text.noTaxes : text.taxHelp}
      columns={[text.rate, text.net, text.tax, text.gross]}
      foot={<Row name={text.sum} cells={cells(sum)} />}
    >
      {rows.map(({ rate, invoiced, credited }) => (
        <Fragment key={rate}>
          <Row name={formatRate(rate)} cells={cells(invoiced)} />
          {credited && (
            <Row name={text.credited} cells={cells(credited)} isPart />
          )}
        </Fragment>
      ))}
    </Table>
  );
}

function OrderTable({ closing }: { closing: Closing }) {
  const text = printWords.closing;
  const write = writerIn(closing);
  return (
    <Table
      title={text.orders}
      detail={text.ordersHelp}
      columns={[text.status, text.count, text.total]}
    >
      {closing.orders.map(({ status, orders, total }) => (
        <Row
          key={status}
          name={words.status[status]}
          cells={[formatCount(orders), write(total)]}
        />
      ))}
    </Table>
  );
}

interface TableProps {
  title: string;
  detail?: string;
  columns: string[];
  children: ReactNode;
  foot?: ReactNode;
}

function Table({ title, detail, columns, children, foot }: TableProps) {
  return (
    <section className={classes.part}>
      <h3 className={classes.title}>{title}</h3>
      {detail && <p className={classes.soft}>{detail}</p>}
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </section>
  );
}

interface RowProps {
  name: string;
  cells: string[];
  /** Belongs to the row above it. */
  isPart?: boolean;
}

function Row({ name, cells, isPart = false }: RowProps) {
  return (
    <tr data-part={isPart || undefined}>
      <th scope="row">{name}</th>
      {cells.map((cell, index) => (
        <td key={index}>{cell}</td>
      ))}
    </tr>
  );
}

/** Minus nothing is nothing. */
function writerIn({ currency }: Closing) {
  return (amount: number) => formatAmount(amount || 0, currency);
}
