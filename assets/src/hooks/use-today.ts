import { dayIn } from "../lib/time";
import { useNow } from "./use-now";
import { useShop } from "./use-shop";

/** The present day of the shop, as 2026-01-31: until its day begins, the day before. */
export function useToday(): string {
  const { timezone, day_starts_at } = useShop();
  return dayIn(new Date(useNow()).toISOString(), timezone, day_starts_at);
}
