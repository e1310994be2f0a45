/** Keeping, discarding and sending what waits. One tab sends at a time what it can see. */
import type { ThunkAction, UnknownAction } from "@reduxjs/toolkit";
import type { CacheState } from "../../../api/list-cache";
import { sessionApi } from "../../../api/session";
import { toast, toastProblem } from "../../../components/toast";
import { words } from "../../../words/words";
import { deliver, type Delivery } from "./deliver";
import { stateOf, trying, type KeptOrder } from "./kept-order";
import { opened, sendingChanged, type OutboxRoot } from "./outbox-slice";
import { dropKept, readKept, writeKept } from "./storage";
import { wireOver } from "./wire";

type Thunk<Result> = ThunkAction<
  Result,
  CacheState & OutboxRoot,
  unknown,
  UnknownAction
>;

/** Shows what waits for this person, as storage has it. Null: for nobody. */
export function openOutbox(personId: string | null): Thunk<void> {
  return (dispatch) => {
    const kept = personId === null ? [] : readKept(personId);
    dispatch(opened({ personId, kept }));
  };
}

/** False when the browser stores nothing, so that it is kept in this tab only. */
export function keep(personId: string, kept: KeptOrder): Thunk<boolean> {
  return (dispatch) => {
    const isStored = writeKept(personId, kept);
    dispatch(openOutbox(personId));
    return isStored;
  };
}

export function discard(personId: string, id: string): Thunk<void> {
  return (dispatch) => {
    dropKept(personId, id);
    dispatch(openOutbox(personId));
  };
}

export type RoundEnd =
  /** Nothing is left that could be sent by itself. */
  | "done"
  /** Something is; the server did not take it yet. */
  | "again"
  /** Not before the person has signed in. */
  | "signed-out";

let isRunning = false;

/** Sends what waits, one after another, the oldest first. */
export function sendKept(personId: string): Thunk<Promise<RoundEnd>> {
  return async (dispatch, getState) => {
    const isLeft = () => nextToSend(personId, getState()) !== undefined;
    if (!isLeft()) return "done";
    if (isRunning) return "again";
    isRunning = true;
    try {
      const who = await dispatch(whoIsSignedIn());
      if (who === undefined) return "again";
      // The browser's session may have become another person's in another tab.
      if (who !== personId) return "signed-out";
      for (;;) {
        const kept = nextToSend(personId, getState());
        if (!kept) return "done";
        const end = await dispatch(sendOne(personId, kept));
        if (end !== "done") return end;
      }
    } finally {
      isRunning = false;
      dispatch(sendingChanged(null));
    }
  };
}

/** Storage is asked, not the screen: another tab may have sent it a moment ago. */
function nextToSend(
  personId: string,
  { outbox }: OutboxRoot,
): KeptOrder | undefined {
  const now = Date.now();
  return readKept(personId).find(
    (kept) =>
      kept.id !== outbox.editingId &&
      outbox.personId === personId &&
      stateOf(kept, now) === "waiting",
  );
}

function sendOne(personId: string, kept: KeptOrder): Thunk<Promise<RoundEnd>> {
  return async (dispatch) => {
    const attempt = trying(kept, kept.order, Date.now());
    dispatch(sendingChanged(kept.id));
    // Remembered before it goes out: the tab may be closed before the answer.
    dispatch(keep(personId, { ...kept, ...attempt }));
    const delivery = await deliver(kept.order, attempt, wireOver(dispatch));
    return dispatch(conclude(personId, { ...kept, ...attempt }, delivery));
  };
}

function conclude(
  personId: string,
  kept: KeptOrder,
  delivery: Delivery,
): Thunk<RoundEnd> {
  return (dispatch) => {
    switch (delivery.outcome) {
      case "created":
        dispatch(discard(personId, kept.id));
        toast(words.orders.created(delivery.order.label));
        return "done";
      case "refused": {
        const { problem, madeAs, madeLabel } = delivery;
        dispatch(keep(personId, { ...kept, problem, madeAs, madeLabel }));
        toastProblem({
          ...problem,
          title: words.orders.outbox.refusedTitle(
            kept.draft.customer?.name ?? words.common.walkIn,
          ),
        });
        return "done";
      }
      case "signed-out":
        return "signed-out";
      case "unanswered":
      case "later":
        return "again";
    }
  };
}

/** The id of the signed-in person, null when nobody is, undefined without an answer. */
function whoIsSignedIn(): Thunk<Promise<string | null | undefined>> {
  return async (dispatch) => {
    const { data: me } = await dispatch(
      sessionApi.endpoints.getMe.initiate(undefined, {
        forceRefetch: true,
        subscribe: false,
      }),
    );
    return me === undefined ? undefined : (me?.id ?? null);
  };
}
