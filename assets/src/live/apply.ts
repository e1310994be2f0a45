/** From a live event to the caches. The features know how; this knows only which. */
import { api, liveTags } from "../api/api";
import { sessionApi } from "../api/session";
import { rememberShop } from "../api/shop";
import type { User } from "../api/types";
import type { AppThunk } from "../app/store";
import {
  customerOrdered,
  forgetCustomer,
  rememberCustomer,
  someCustomerOrdered,
} from "../features/customers/cache";
import { forgetOrder, rememberOrder } from "../features/orders/cache";
import { ordersDeparted } from "../features/orders/departed-slice";
import { forgetProduct, rememberProduct } from "../features/products/cache";
import { rememberSettings } from "../features/settings/shop-endpoints";
import type { LiveEvent } from "./events";
import { changeTold, rowMarked } from "./live-slice";

export function applyEvent(event: LiveEvent, isFirst: boolean): AppThunk {
  return (dispatch) => {
    if (event.event !== "hello" && event.event !== "resync") {
      dispatch(changeTold(event.seq));
    }
    switch (event.event) {
      case "hello":
        // What was fetched before the first greeting may lack a change made in between.
        dispatch(isFirst ? fetchAnew() : fetchFailed());
        return;
      case "resync":
        dispatch(fetchAnew());
        return;
      case "orderStatusUpdated": {
        const { previous_status: _previous, ...order } = event.data;
        if (dispatch(rememberOrder(order))) dispatch(mark(order.id, event));
        dispatch(customerOrdered(order.user_id));
        return;
      }
      case "orderUpdated":
        if (dispatch(rememberOrder(event.data))) {
          dispatch(mark(event.data.id, event));
        }
        dispatch(someCustomerOrdered());
        return;
      case "orderDeleted":
        dispatch(forgetOrder(event.data.id));
        dispatch(someCustomerOrdered());
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
      case "settingsUpdated":
        dispatch(rememberSettings(event.data));
        return;
      case "shopUpdated":
        dispatch(rememberShop(event.data));
        return;
    }
  };
}

/** For rows that stay on screen although their list was fetched without them. */
export function noteOrders(events: LiveEvent[]) {
  return ordersDeparted(
    events.flatMap((event) =>
      event.event === "orderStatusUpdated" || event.event === "orderUpdated"
        ? [event.data]
        : [],
    ),
  );
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

interface Fetches {
  initiate: (arg: unknown, options: object) => AppThunk<unknown>;
}

/**
 * After an interruption the events that were missed come by themselves; what could not
 * be fetched meanwhile, or was answered from memory, has to be asked for again.
 */
function fetchFailed(): AppThunk {
  return (dispatch, getState) => {
    const endpoints = api.endpoints as Record<string, Fetches | undefined>;
    for (const query of Object.values(getState().api.queries)) {
      if (query?.status !== "rejected") continue;
      const endpoint = endpoints[query.endpointName];
      if (endpoint) {
        dispatch(
          endpoint.initiate(query.originalArgs, {
            forceRefetch: true,
            subscribe: false,
          }),
        );
      }
    }
    dispatch(api.util.invalidateTags(["Choices"]));
  };
}

function mark(id: string, event: LiveEvent) {
  return rowMarked({ id, seq: event.seq, at: Date.now() });
}
