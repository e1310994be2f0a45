import { useRef } from "react";
import { words } from "../../words/words";
import type { Printout, StatusLinks } from "./endpoints";
import type { PrintRequest } from "./print-request";
import { Receipt } from "./receipt";
import sheetClasses from "./sheet.module.css";
import classes from "./sheets.module.css";
import { Slip } from "./slip";
import { usePageRules } from "./use-page-rules";

interface SheetsProps {
  printout: Printout;
  links: StatusLinks;
  request: PrintRequest;
}

/** Every order on paper of its own, at its true size. */
export function Sheets({ printout, links, request }: SheetsProps) {
  const { shop, orders, customers } = printout;
  const { document: kind, paper } = request;
  const sheets = useRef<HTMLDivElement>(null);
  usePageRules(sheets, orders, links, request);
  return (
    <div className={classes.sheets} data-paper={paper} ref={sheets}>
      {orders.map((order) => (
        <article
          key={order.id}
          className={sheetClasses.sheet}
          data-paper={paper}
          data-order={order.number}
          aria-label={words.print.name[kind](order.number)}
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
            <Receipt shop={shop} order={order} paper={paper} />
          )}
        </article>
      ))}
    </div>
  );
}
