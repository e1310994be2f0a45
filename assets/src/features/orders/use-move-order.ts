import { useCallback } from "react";
import { asProblem } from "../../api/problem";
import type { Order, OrderStatus } from "../../api/types";
import { toast, toastProblem } from "../../components/toast";
import { words } from "../../words/words";
import { moveWithLastMethod } from "./payment-method";
import { useUpdateOrderMutation } from "./endpoints";

/** Moves an order from where it has no form of its own; a toast tells the outcome. */
export function useMoveOrder() {
  const [update] = useUpdateOrderMutation();
  return useCallback(
    async ({ id, version, label }: Order, status: OrderStatus) => {
      const answer = await update({
        id,
        version,
        patch: moveWithLastMethod(status),
      });
      if (answer.error) toastProblem(asProblem(answer.error));
      else toast(words.orders.moved(label, status));
    },
    [update],
  );
}
