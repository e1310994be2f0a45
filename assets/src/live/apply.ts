/** From a live event to the caches. The features know how; this knows only which. */
import { api, liveTags } from "../api/api";
import { sessionApi } from "../api/session";
import type { User } from "../api/types";
import type { AppThunk } from "../app/store";
import { forgetCustomer, rememberCustomer } from "../features/customers/cache";
import { forgetOrder, rememberOrder } from "../features/orders/cache";
import { forgetProduct, rememberProduct } from "../features/products/cache";
import type { LiveEvent } from "./events";
import { rowMarked } from "./live-slice";

export function applyEvent(event: LiveEvent, isFirst: boolean): AppThunk {
  return (dispatch) => {
    switch (event.event) {
      case "hello":
        // What was fetched before the first greeting may lack a change made in between.
        if (isFirst) dispatch(fetchAnew());
        return;
      case "resync":
        dispatch(fetchAnew());
        return;
      case "orderStatusUpdated": {
        const { previous_status: _previous, ...order } = event.data;
        if (dispatch(rememberOrder(order))) dispatch(mark(order.id, event));
        return;
      }
      case "orderUpdated":
        if (dispatch(rememberOrder(event.data))) {
          dispatch(mark(event.data.id, event));
        }
        return;
      case "orderDeleted":
        dispatch(forgetOrder(event.data.id));
        return;
      case "productUpdated":
        if (dispatch(rememberProduct(event.data))) {
          dispatch(mark(event.data.id, event));
        }
        return;
      case "productDeleted":
        dispatch(forgetProduct(event.data.id));
        return;
      case "customerUpdated":
        dispatch(rememberMe(event.data));
        if (dispatch(rememberCustomer(event.data))) {
          dispatch(mark(event.data.id, event));
        }
        return;
      case "customerDeleted":
        dispatch(forgetCustomer(event.data.id));
        return;
    }
  };
}

/** The signed-in person sees a change of their own entry too. */
function rememberMe(user: User): AppThunk {
  return (dispatch) => {
    dispatch(
      sessionApi.util.updateQueryData("getMe", undefined, (me) =>
        me?.id === user.id ? user : me,
      ),
    );
  };
}

export function fetchAnew() {
  return api.util.invalidateTags([...liveTags]);
}

function mark(id: string, event: LiveEvent) {
  return rowMarked({ id, seq: event.seq, at: Date.now() });
}
