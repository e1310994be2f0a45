import {
  configureStore,
  createListenerMiddleware,
  type ThunkAction,
  type UnknownAction,
} from "@reduxjs/toolkit";
import { api } from "../api/api";
import { removalSlice } from "../hooks/remove-later";
import { sessionApi } from "../api/session";
import { sessionEnded } from "../api/signals";
import { departedSlice } from "../features/orders/departed-slice";
import { outboxSlice } from "../features/orders/outbox/outbox-slice";
import { liveSlice } from "../live/live-slice";

export function makeStore() {
  const listeners = createListenerMiddleware();
  listeners.startListening({
    actionCreator: sessionEnded,
    effect: (_action, { dispatch }) => {
      dispatch(
        sessionApi.util.upsertQueryData("getMe", undefined, null) as never,
      );
    },
  });
  return configureStore({
    reducer: {
      [api.reducerPath]: api.reducer,
      [departedSlice.name]: departedSlice.reducer,
      [liveSlice.name]: liveSlice.reducer,
      [outboxSlice.name]: outboxSlice.reducer,
      [removalSlice.name]: removalSlice.reducer,
    },
    middleware: (defaults) =>
      defaults().prepend(listeners.middleware).concat(api.middleware),
  });
}

export type AppStore = ReturnType<typeof makeStore>;
export type RootState = ReturnType<AppStore["getState"]>;
export type AppThunk<Result = void> = ThunkAction<
  Result,
  RootState,
  unknown,
  UnknownAction
>;
