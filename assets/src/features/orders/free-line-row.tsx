import { CloseButton, TextInput } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { useMoney } from "../../hooks/use-money";
import { formatAmount, parseMoney } from "../../lib/money";
import { formatRate, parseRate } from "../../lib/rate";
import { words } from "../../words/words";
import { quantityId, type LineRowProps } from "./draft-line-row";
import type { FreeLine, TypedLine } from "./draft-line";
import classes from "./draft-lines.module.css";
import { nameOf, useLineDiscount } from "./line-discount";

/** A line without a product: what it is for, how many, at what price and tax. */
export function FreeLineRow(props: LineRowProps<FreeLine>) {
  const { line, reckoned, messages, dispatch, onDone } = props;
  const { currency, money } = useMoney();
  const labels = words.orders.form;
  const { key } = line;
  const name = nameOf(line);
  const type = (part: TypedLine) => dispatch({ type: "lineTyped", key, part });
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onDone();
  };
  const field = { size: "xs", autoComplete: "off", onKeyDown: press } as const;
  const discount = useLineDiscount({
    line,
    amount: reckoned.discount,
    error: messages.discount,
    dispatch,
    onDone,
  });
  return (
    <li className={`${classes.line} ${classes.free}`} aria-label={name}>
      <TextInput
        {...field}
        className={classes.freeName ?? ""}
        label={labels.freeName}
        placeholder={labels.freeNameExample}
        // A new one is there to be filled in.
        autoFocus={line.product_name === ""}
        maxLength={200}
        error={messages.name}
        value={line.product_name}
        onChange={({ currentTarget }) =>
          type({ product_name: currentTarget.value })
        }
      />
      <CloseButton
        aria-label={labels.removeItem(name)}
        onClick={() => {
          dispatch({ type: "lineRemoved", key });
          onDone();
        }}
      />
      <div className={classes.freeFields}>
        <TextInput
          {...field}
          id={quantityId(key)}
          data-scan="quantity"
          label={words.orders.quantity}
          inputMode="numeric"
          error={messages.quantity}
          value={line.quantity}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onChange={({ currentTarget }) =>
            type({ quantity: currentTarget.value })
          }
        />
        <TextInput
          {...field}
          label={words.products.price(currency)}
          data-scan="amount"
          inputMode="decimal"
          error={messages.unit_price}
          value={line.price}
          onChange={({ currentTarget }) => type({ price: currentTarget.value })}
          onBlur={() => {
            const price = parseMoney(line.price, currency);
            if (price !== null) type({ price: formatAmount(price, currency) });
          }}
        />
        <TextInput
          {...field}
          label={words.products.taxRate}
          data-scan="amount"
          inputMode="decimal"
          error={messages.tax_rate}
          value={line.rate}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onChange={({ currentTarget }) => type({ rate: currentTarget.value })}
          onBlur={() => {
            const rate = parseRate(line.rate);
            if (rate !== null) type({ rate: formatRate(rate) });
          }}
        />
        <span className={classes.total}>{money(reckoned.total)}</span>
      </div>
      {discount.action}
      {discount.field}
    </li>
  );
}
