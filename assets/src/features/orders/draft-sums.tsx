import { useMoney } from "../../hooks/use-money";
import { formatCount } from "../../lib/money";
import { sumRows } from "../../lib/order-sums";
import { parseDiscount } from "../../lib/rate";
import type { Reckoned } from "../../lib/reckoning";
import { words } from "../../words/words";
import { readQuantity } from "./draft-line";
import classes from "./draft-sums.module.css";
import type { OrderDraft } from "./order-draft";

interface DraftSumsProps {
  draft: OrderDraft;
  reckoned: Reckoned;
  pricesIncludeTax: boolean;
}

/** What an order that is being typed comes to. */
export function DraftSums(props: DraftSumsProps) {
  const { draft, reckoned, pricesIncludeTax } = props;
  const { currency, money } = useMoney();
  if (draft.lines.length === 0) return null;
  const pieces = draft.lines.reduce(
    (sum, line) => sum + (readQuantity(line.quantity) ?? 0),
    0,
  );
  const rows = sumRows({
    ...reckoned,
    prices_include_tax: pricesIncludeTax,
    discount: givenDiscount(draft, reckoned, currency),
  });
  return (
    <div className={classes.sums}>
      <p className={classes.pieces}>
        {words.orders.form.pieces(formatCount(pieces))}
      </p>
      <dl className={classes.rows}>
        {rows.map(({ kind, label, amount }) => (
          <div key={label} data-kind={kind}>
            <dt>{label}</dt>
            <dd>{money(amount)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function givenDiscount(
  { discount }: OrderDraft,
  reckoned: Reckoned,
  currency: string,
) {
  const given = parseDiscount(discount, currency);
  if (!given) return null;
  return {
    amount: reckoned.discount,
    rate: "rate" in given ? given.rate : null,
  };
}
