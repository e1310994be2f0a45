import { dayIn } from "../lib/time";
import { useNow } from "./use-now";
import { useShop } from "./use-shop";

/** The present day in the shop's time zone, as 2026-01-31. */
export function useToday(): string {
  const { timezone } = useShop();
  return dayIn(new Date(useNow()).toISOString(), timezone);
}
