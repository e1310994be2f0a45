import { createSlice, type PayloadAction } from "@reduxjs/toolkit";
import type { KeptOrder } from "./kept-order";

interface OutboxState {
  /** Whose orders these are; null while nobody works here. */
  personId: string | null;
  kept: KeptOrder[];
  sendingId: string | null;
  /** Open in the form: not sent until the person is done with it. */
  editingId: string | null;
}

const initialState: OutboxState = {
  personId: null,
  kept: [],
  sendingId: null,
  editingId: null,
};

/** What waits to be sent, as this tab shows it; the browser's storage is where it is. */
export const outboxSlice = createSlice({
  name: "outbox",
  initialState,
  reducers: {
    opened(
      state,
      action: PayloadAction<{ personId: string | null; kept: KeptOrder[] }>,
    ) {
      state.personId = action.payload.personId;
      state.kept = action.payload.kept;
    },
    sendingChanged(state, action: PayloadAction<string | null>) {
      state.sendingId = action.payload;
    },
    editingChanged(state, action: PayloadAction<string | null>) {
      state.editingId = action.payload;
    },
  },
});

export const { opened, sendingChanged, editingChanged } = outboxSlice.actions;

export type OutboxRoot = { outbox: OutboxState };
