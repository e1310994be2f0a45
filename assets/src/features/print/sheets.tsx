import { useMemo, useRef } from "react";
import type { Payment } from "../../api/types";
import { printWords } from "../../words/print/words";
import type { Printout, StatusLinks } from "./endpoints";
import type { PrintRequest } from "./print-request";
import { Receipt } from "./receipt";
import sheetClasses from "./sheet.module.css";
import classes from "./sheets.module.css";
import { Slip } from "./slip";
import { usePageRules } from "./use-page-rules";

const noPayments: Payment[] = [];

interface SheetsProps {
  printout: Printout;
  links: StatusLinks;
  request: PrintRequest;
}

/** Every order on paper of its own, at its true size. */
export function Sheets({ printout, links, request }: SheetsProps) {
  const { shop, orders, customers, payments } = printout;
  const { document: kind, paper } = request;
  const sheets = useRef<HTMLDivElement>(null);
  const shown = useMemo(
    () =>
      orders.map(({ number, label }) => ({
        number,
        foot: printWords.foot[kind](label),
      })),
    // Another length, once the links stand on them.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [orders, links, kind],
  );
  usePageRules(sheets, shown, paper);
  return (
    <div className={classes.sheets} data-paper={paper} ref={sheets}>
      {orders.map((order) => (
        <article
          key={order.id}
          className={sheetClasses.sheet}
          data-paper={paper}
          data-order={order.number}
          aria-label={printWords.name[kind](order.label)}
        >
          {kind === "slip" ? (
            <Slip
              shop={shop}
              order={order}
              paper={paper}
              customer={customers[order.user_id ?? ""]}
              link={links[order.id]}
            />
          ) : (
            <Receipt
              shop={shop}
              order={order}
              payments={payments[order.id] ?? noPayments}
              paper={paper}
            />
          )}
        </article>
      ))}
    </div>
  );
}
