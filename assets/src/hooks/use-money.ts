import { currencySign, formatAmount, formatMoney } from "../lib/money";
import { useShop } from "./use-shop";

/** Formats amounts in the shop's currency and the browser's language. */
export function useMoney() {
  const { currency } = useShop();
  return {
    currency,
    sign: currencySign(currency),
    money: (amount: number) => formatMoney(amount, currency),
    amount: (amount: number) => formatAmount(amount, currency),
  };
}
