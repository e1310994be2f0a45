import { useEffect } from "react";
import { useDispatch } from "react-redux";
import { sessionApi } from "../api/session";
import type { AppStore } from "../app/store";
import { applyEvent, fetchAnew, noteOrders } from "./apply";
import { EventBatch } from "./event-batch";
import { statusChanged } from "./live-slice";
import { LiveSocket } from "./socket";
import { watchConnection } from "./watch-connection";

/** Opens the tab's WebSocket for as long as this person is signed in. */
export function useLiveUpdates(personId: string): void {
  const dispatch = useDispatch<AppStore["dispatch"]>();
  useEffect(() => {
    let isFirst = true;
    const batch = new EventBatch({
      apply: (event) => {
        dispatch(applyEvent(event, isFirst));
        if (event.event === "hello") isFirst = false;
      },
      skip: (events) => dispatch(noteOrders(events)),
      fetchAnew: () => dispatch(fetchAnew()),
    });
    const socket = new LiveSocket({
      address: socketAddress,
      onEvent: (event) => batch.add(event),
      onStatus: (status) => dispatch(statusChanged({ status, at: Date.now() })),
      onRefused: () =>
        void dispatch(
          sessionApi.endpoints.getMe.initiate(undefined, {
            forceRefetch: true,
            subscribe: false,
          }),
        ),
    });
    socket.start();
    const stopWatching = watchConnection(() => socket.reconnect());
    return () => {
      stopWatching();
      socket.stop();
      batch.stop();
    };
  }, [dispatch, personId]);
}

function socketAddress(since: number | null): string {
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  const query = since === null ? "" : `?since=${since}`;
  return `${scheme}://${window.location.host}/api/ws${query}`;
}
