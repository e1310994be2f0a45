/** Orders that are still on screen after they left their list, as they are by now. */
import { createSlice, type PayloadAction } from "@reduxjs/toolkit";
import type { Order } from "../../api/types";

/** More than any screen shows. */
const most = 500;

export const departedSlice = createSlice({
  name: "departed",
  initialState: {} as Record<string, Order>,
  reducers: {
    ordersDeparted(state, action: PayloadAction<Order[]>) {
      for (const order of action.payload) {
        // Deleting first puts the newest at the end, so that the oldest goes first.
        delete state[order.id];
        state[order.id] = order;
      }
      const ids = Object.keys(state);
      for (const id of ids.slice(0, Math.max(0, ids.length - most))) {
        delete state[id];
      }
    },
    /** Of an order that no list has, but a screen may still show. */
    orderChanged(state, { payload: order }: PayloadAction<Order>) {
      const known = state[order.id];
      if (known && known.version < order.version) state[order.id] = order;
    },
  },
});

export const { ordersDeparted, orderChanged } = departedSlice.actions;
