/** Orders as they were when they left a list, for rows that are still on screen. */
import { createSlice, type PayloadAction } from "@reduxjs/toolkit";
import type { Order } from "../../api/types";

/** More than a screen shows. */
const most = 200;

export const departedSlice = createSlice({
  name: "departed",
  initialState: {} as Record<string, Order>,
  reducers: {
    orderDeparted(state, action: PayloadAction<Order>) {
      const { id } = action.payload;
      // Deleting first puts the newest at the end, so that the oldest goes first.
      delete state[id];
      state[id] = action.payload;
      const ids = Object.keys(state);
      const [oldest] = ids;
      if (ids.length > most && oldest) delete state[oldest];
    },
  },
});

export const { orderDeparted } = departedSlice.actions;
