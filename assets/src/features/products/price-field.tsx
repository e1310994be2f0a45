import { Popover } from "@mantine/core";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { asProblem, fieldMessages } from "../../api/problem";
import type { Product } from "../../api/types";
import { toast, toastProblem } from "../../components/toast";
import { useMoney } from "../../hooks/use-money";
import { parseMoney } from "../../lib/money";
import { words } from "../../words/words";
import { useUpdateProductMutation } from "./endpoints";
import classes from "./price-field.module.css";

interface PriceFieldProps {
  product: Product;
  /** Takes whether the focus was in the field until the end. */
  onClose: (withFocus: boolean) => void;
}

/**
 * A price as it is being typed. Enter saves it, and so does leaving the field; Esc leaves
 * the price as it is. What can't be saved stays, with the reason under it.
 */
export function PriceField({ product, onClose }: PriceFieldProps) {
  const { amount, money, currency } = useMoney();
  const [base] = useState(product.price);
  const [text, setText] = useState(() => amount(base));
  const [isTried, setIsTried] = useState(false);
  const [update, { isLoading, error }] = useUpdateProductMutation();
  const input = useRef<HTMLInputElement>(null);
  const messageId = useId();
  const price = parseMoney(text, currency);
  const isTyped = price !== base;
  const isOvertaken = product.price !== base && product.price !== price;
  const problem = asProblem(error);
  const message =
    isTried && price === null
      ? words.products.badPrice(amount(12.5))
      : problem
        ? (fieldMessages(problem)["price"] ?? problem.detail)
        : isTyped && isOvertaken
          ? words.products.priceMeanwhile(amount(product.price))
          : undefined;
  const isDone = useRef(false);
  useWarnWhenLost(product.name, isTyped, isDone);
  const close = () => {
    isDone.current = true;
    onClose(document.activeElement === input.current);
  };
  const save = async () => {
    setIsTried(true);
    if (price === null || isLoading) return;
    if (price === product.price) return close();
    // The request outlives the row, and says itself how it ended.
    isDone.current = true;
    const answer = await update({ id: product.id, patch: { price } });
    isDone.current = false;
    // Beside the field, or, when the row is gone by now, for itself.
    if (answer.error && !input.current) toastProblem(asProblem(answer.error));
    if (answer.error) return;
    close();
    toast(words.products.priceSaved(product.name, money(price)));
  };
  const leave = () => {
    // Another window came to the front; the field still has the focus in this one.
    if (document.activeElement === input.current || isLoading) return;
    if (!isTyped) close();
    else if (!isOvertaken) void save();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") void save();
    else if (event.key === "Escape" && !isLoading) close();
    else return;
    event.preventDefault();
  };
  return (
    <Popover
      opened={message !== undefined}
      position="bottom-end"
      offset={4}
      withRoles={false}
      shadow="md"
    >
      <Popover.Target>
        <input
          className={classes.field}
          ref={input}
          aria-label={words.products.priceOf(product.name)}
          aria-invalid={message !== undefined}
          aria-describedby={message === undefined ? undefined : messageId}
          inputMode="decimal"
          autoComplete="off"
          autoFocus
          readOnly={isLoading}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setIsTried(false);
          }}
          onKeyDown={press}
          onBlur={leave}
        />
      </Popover.Target>
      <Popover.Dropdown className={classes.message ?? ""}>
        <p id={messageId} role="alert">
          {message}
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}

/** A row can vanish while its price is typed: archived elsewhere, or the page is left. */
function useWarnWhenLost(
  name: string,
  isTyped: boolean,
  isDone: React.RefObject<boolean>,
) {
  const isAtRisk = useRef(isTyped);
  useEffect(() => {
    isAtRisk.current = isTyped;
  });
  useEffect(
    () => () => {
      if (isAtRisk.current && !isDone.current) {
        toast(words.products.priceLost(name));
      }
    },
    [name, isDone],
  );
}
