import type { Order } from "../../api/types";
import type { Removal } from "../../hooks/remove-later";
import { words } from "../../words/words";
import { ifMatch, ordersApi } from "./endpoints";

/** Deletes an order as the person saw it; not one that was changed meanwhile. */
export function deletion({ id, version, label }: Order): Removal {
  return {
    id,
    message: words.orders.deleted(label),
    path: `/orders/${id}`,
    headers: ifMatch({ id, version }),
    send: () => (dispatch) =>
      dispatch(
        ordersApi.endpoints.deleteOrder.initiate(
          { id, version },
          { track: false },
        ),
      ).unwrap(),
  };
}
