/** Keeps every cached order and orders list right when an order changes. */
import { api } from "../../api/api";
import { cachedArgs, refetchSoon, type CacheThunk } from "../../api/list-cache";
import { findRow, placeRow, removeRow } from "../../api/pages";
import { sessionApi } from "../../api/session";
import type { Order } from "../../api/types";
import { orderChanged, ordersDeparted } from "./departed-slice";
import { ordersApi } from "./endpoints";
import { belongs, compareBy, type OrderQuery } from "./order-filters";

/**
 * Takes over an order as the server has it now. An order older than the one shown is
 * ignored. True when something on screen may have changed.
 */
export function rememberOrder(order: Order): CacheThunk<boolean> {
  return (dispatch) => {
    const details = dispatch(patchDetails(order));
    const lists = dispatch(patchLists(order));
    const isNews = details || lists;
    dispatch(countAgain());
    if (isNews) {
      const { id } = order;
      dispatch(
        api.util.invalidateTags([
          { type: "Timeline", id },
          { type: "Payments", id },
        ]),
      );
    }
    return isNews;
  };
}

export function forgetOrder(id: string): CacheThunk<void> {
  return (dispatch, getState) => {
    const lists = cachedArgs<OrderQuery>(getState(), "listOrders");
    for (const { arg, isLoading } of lists) {
      dispatch(
        ordersApi.util.updateQueryData("listOrders", arg, (data) =>
          removeRow(data.pages, id),
        ),
      );
      if (isLoading) dispatch(refetchSoon("OrderList", arg));
    }
    dispatch(countAgain());
    // An open panel asks again and is told that the order is gone.
    dispatch(api.util.invalidateTags([{ type: "Order", id }]));
  };
}

function patchDetails(order: Order): CacheThunk<boolean> {
  return (dispatch, getState) => {
    let changed = false;
    const details = cachedArgs<string>(getState(), "getOrder");
    for (const { arg, isLoading } of details) {
      dispatch(
        ordersApi.util.updateQueryData("getOrder", arg, (shown) => {
          if (shown.id !== order.id || shown.version >= order.version) return;
          changed = true;
          return order;
        }),
      );
      // The answer under way may be older than this order.
      if (isLoading && (arg === order.id || arg === String(order.number))) {
        dispatch(api.util.invalidateTags([{ type: "Order", id: order.id }]));
      }
    }
    return changed;
  };
}

function patchLists(order: Order): CacheThunk<boolean> {
  return (dispatch, getState) => {
    const { data: setup } = sessionApi.endpoints.getSetup.select()(
      getState() as never,
    );
    const timezone = setup?.timezone ?? "UTC";
    let changed = false;
    let hasLeft = false;
    const lists = cachedArgs<OrderQuery>(getState(), "listOrders");
    for (const { arg, isLoading } of lists) {
      const fits = belongs(order, arg, timezone);
      let mustAsk = isLoading;
      dispatch(
        ordersApi.util.updateQueryData("listOrders", arg, ({ pages }) => {
          const shown = findRow(pages, order.id);
          if (shown && shown.version >= order.version) return;
          if (fits === false) {
            hasLeft ||= shown !== undefined;
            removeRow(pages, order.id);
          } else if (fits || shown) {
            changed = true;
            placeRow(pages, order, compareBy(arg.sort));
          }
          // Whether a search finds it now, only the server knows.
          mustAsk ||= fits === null;
        }),
      );
      if (mustAsk) dispatch(refetchSoon("OrderList", arg));
    }
    dispatch(hasLeft ? ordersDeparted([order]) : orderChanged(order));
    return changed || hasLeft;
  };
}

/** The counts beside the filters follow, a moment later. */
function countAgain(): CacheThunk<void> {
  return (dispatch, getState) => {
    for (const { arg } of cachedArgs<OrderQuery>(getState(), "countOrders")) {
      dispatch(refetchSoon("OrderCounts", arg));
    }
  };
}
