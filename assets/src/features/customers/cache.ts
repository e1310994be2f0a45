/** Keeps every cached customer and list of customers right when a customer changes. */
import { api } from "../../api/api";
import { cachedArgs, refetchSoon, type CacheThunk } from "../../api/list-cache";
import { isNews, placeNamedRow, removeRow } from "../../api/pages";
import type { User } from "../../api/types";
import { customersApi, type CustomerFilters } from "./endpoints";

/**
 * Takes over a customer as the server has it now. One older than the one shown is ignored.
 * True when something on screen may have changed.
 */
export function rememberCustomer(customer: User): CacheThunk<boolean> {
  return (dispatch) => {
    const details = dispatch(patchDetails(customer));
    const lists = dispatch(patchLists(customer));
    dispatch(api.util.invalidateTags(["Choices"]));
    return details || lists;
  };
}

export function forgetCustomer(id: string): CacheThunk<void> {
  return (dispatch, getState) => {
    const lists = cachedArgs<CustomerFilters>(getState(), "listCustomers");
    for (const { arg, isLoading } of lists) {
      dispatch(
        customersApi.util.updateQueryData("listCustomers", arg, (data) =>
          removeRow(data.pages, id),
        ),
      );
      // Deleted may mean archived, and the archive is a list too.
      if (isLoading || arg.archived) dispatch(refetchSoon("CustomerList", arg));
    }
    dispatch(api.util.invalidateTags([{ type: "Customer", id }, "Choices"]));
  };
}

/** An order of this customer came or moved: the totals follow, a moment later. */
export function customerOrdered(id: string | null): CacheThunk<void> {
  return (dispatch, getState) => {
    const open = cachedArgs<string>(getState(), "getCustomerReport");
    if (id !== null && open.some(({ arg }) => arg === id)) {
      dispatch(refetchSoon("CustomerReport", id));
    }
  };
}

/** An order changed hands or is gone: whose it was is not told. */
export function someCustomerOrdered(): CacheThunk<void> {
  return (dispatch, getState) => {
    for (const { arg } of cachedArgs<string>(getState(), "getCustomerReport")) {
      dispatch(refetchSoon("CustomerReport", arg));
    }
  };
}

function patchDetails(customer: User): CacheThunk<boolean> {
  return (dispatch, getState) => {
    let changed = false;
    const details = cachedArgs<string>(getState(), "getCustomer");
    for (const { arg, isLoading } of details) {
      dispatch(
        customersApi.util.updateQueryData("getCustomer", arg, (shown) => {
          if (!isNews(shown, customer)) return;
          changed = true;
          return customer;
        }),
      );
      if (isLoading && arg === customer.id) {
        dispatch(api.util.invalidateTags([{ type: "Customer", id: arg }]));
      }
    }
    return changed;
  };
}

function patchLists(customer: User): CacheThunk<boolean> {
  return (dispatch, getState) => {
    let changed = false;
    const lists = cachedArgs<CustomerFilters>(getState(), "listCustomers");
    for (const { arg, isLoading } of lists) {
      let mustAsk = isLoading;
      dispatch(
        customersApi.util.updateQueryData("listCustomers", arg, ({ pages }) => {
          const outcome = placeNamedRow(pages, customer, fits(customer, arg));
          changed ||= outcome !== "unchanged";
          mustAsk ||= outcome === "ask the server";
        }),
      );
      if (mustAsk) dispatch(refetchSoon("CustomerList", arg));
    }
    return changed;
  };
}

function fits(customer: User, { archived }: CustomerFilters): boolean {
  return (
    customer.role === "CUSTOMER" && archived === (customer.archived_at !== null)
  );
}
