import type { Letterhead, Order, StatusLink, User } from "../../api/types";
import { formatCount } from "../../lib/money";
import { printWords } from "../../words/print/words";
import { CancelledMark } from "./cancelled-mark";
import type { Paper } from "./print-request";
import { SheetCustomer } from "./sheet-customer";
import { SheetHead } from "./sheet-head";
import classes from "./sheet.module.css";
import { SlipLink } from "./slip-link";

interface SlipProps {
  shop: Letterhead;
  order: Order;
  paper: Paper;
  customer?: User | undefined;
  link?: StatusLink | undefined;
}

/** What to put into the parcel, to be ticked off by hand. It shows no prices. */
export function Slip({ shop, order, paper, customer, link }: SlipProps) {
  const isWide = paper === "a4";
  const pieces = order.items.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <>
      <SheetHead shop={shop} order={order} kind="slip" />
      <CancelledMark order={order} detail={printWords.doNotPack} />
      <SheetCustomer order={order} customer={customer} />
      <table className={classes.lines}>
        <thead>
          <tr>
            <th scope="col" className={classes.box}>
              <span className={classes.unseen}>{printWords.packed}</span>
            </th>
            <th scope="col" className={classes.number}>
              {printWords.quantity}
            </th>
            <th scope="col">{printWords.product}</th>
            {isWide && <th scope="col">{printWords.sku}</th>}
          </tr>
        </thead>
        <tbody>
          {order.items.map((item) => (
            <tr key={item.id}>
              <td className={classes.box}>
                <span className={classes.tick} />
              </td>
              <td className={`${classes.number} ${classes.strong}`}>
                {formatCount(item.quantity)}
              </td>
              <td className={classes.name}>
                {item.product_name}
                {!isWide && item.sku && (
                  <span className={classes.under}>{item.sku}</span>
                )}
              </td>
              {isWide && <td className={classes.sku}>{item.sku}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.sum}>
        {printWords.pieces(pieces, formatCount(pieces))}
      </p>
      {order.note && (
        <section className={classes.part}>
          <h3 className={classes.label}>{printWords.note}</h3>
          <p className={classes.asTyped}>{order.note}</p>
        </section>
      )}
      {link && <SlipLink number={order.number} link={link} />}
    </>
  );
}
