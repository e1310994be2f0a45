/** The light, and what changed a moment ago. */
import { createSlice, type PayloadAction } from "@reduxjs/toolkit";
import type { LiveStatus } from "./socket";

interface Mark {
  seq: number;
  at: number;
}

interface LiveState {
  status: LiveStatus;
  offlineSince: number | null;
  marks: Record<string, Mark>;
  /** The number of the last change that was told; null: none since the page was opened. */
  latest: number | null;
}

const initialState: LiveState = {
  status: "catching-up",
  offlineSince: null,
  marks: {},
  latest: null,
};

/** How long a changed row stays tinted. */
export const markMs = 2000;

export const liveSlice = createSlice({
  name: "live",
  initialState,
  reducers: {
    statusChanged(
      state,
      action: PayloadAction<{ status: LiveStatus; at: number }>,
    ) {
      const { status, at } = action.payload;
      state.status = status;
      // Failed attempts in a row are one interruption with one beginning.
      if (status === "offline") state.offlineSince ??= at;
      if (status === "live") state.offlineSince = null;
    },
    rowMarked(
      state,
      action: PayloadAction<{ id: string; seq: number; at: number }>,
    ) {
      const { id, seq, at } = action.payload;
      for (const [other, mark] of Object.entries(state.marks)) {
        if (at - mark.at > markMs) delete state.marks[other];
      }
      state.marks[id] = { seq, at };
    },
    changeTold(state, action: PayloadAction<number>) {
      state.latest = action.payload;
    },
  },
});

export const { statusChanged, rowMarked, changeTold } = liveSlice.actions;
