import type { Order } from "../../api/types";
import { Section } from "../../components/section";
import { useMoney } from "../../hooks/use-money";
import { isLongAmount } from "../../lib/money";
import { discountLabel, openAmount, sumRows } from "../../lib/order-sums";
import { words } from "../../words/words";
import classes from "./order-items.module.css";

export function OrderItems({ order }: { order: Order }) {
  const { amount, money, sign } = useMoney();
  return (
    <Section title={words.orders.items}>
      <table
        className={classes.items}
        data-long={
          order.items.some((item) => isLongAmount(amount(item.line_total))) ||
          undefined
        }
      >
        <thead>
          <tr>
            <th scope="col" className={classes.end}>
              {words.orders.quantity}
            </th>
            <th scope="col">{words.orders.product}</th>
            <th scope="col" className={classes.end}>
              {words.orders.unitPrice(sign)}
            </th>
            <th scope="col" className={classes.end}>
              {words.orders.columns.total(sign)}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.items.map((item) => (
            <tr key={item.id}>
              <td className={`${classes.end} ${classes.quantity}`}>
                {item.quantity}
              </td>
              <td className={classes.product}>
                <span title={item.product_name}>{item.product_name}</span>
                {item.sku && <span className={classes.sku}>{item.sku}</span>}
                {item.discount && (
                  <span className={classes.sku}>
                    {discountLabel(item.discount)}{" "}
                    {money(-item.discount.amount)}
                  </span>
                )}
              </td>
              <td className={`${classes.end} ${classes.soft}`}>
                {amount(item.unit_price)}
              </td>
              <td className={classes.end}>{amount(item.line_total)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {sumRows(order).map(({ kind, label, amount: sum }) => (
            <tr key={label} data-kind={kind}>
              <th scope="row" colSpan={3}>
                {label}
              </th>
              <td className={classes.end}>{money(sum)}</td>
            </tr>
          ))}
          {isPartlyPaid(order) && (
            <>
              <tr>
                <th scope="row" colSpan={3}>
                  {words.orders.sums.paid}
                </th>
                <td className={classes.end}>{money(order.paid)}</td>
              </tr>
              <tr data-kind="open">
                <th scope="row" colSpan={3}>
                  {words.orders.sums.open}
                </th>
                <td className={classes.end}>{money(openAmount(order))}</td>
              </tr>
            </>
          )}
        </tfoot>
      </table>
    </Section>
  );
}

function isPartlyPaid(order: Order): boolean {
  return order.paid > 0 && openAmount(order) > 0 && order.status === "PENDING";
}
