import { useEffect, useState } from "react";
import { watchConnection } from "../live/watch-connection";
import { LinkSocket, type LinkStatus } from "./link-socket";

export interface Shown<Data> {
  /** Null until it has come for the first time. */
  data: Data | null;
  status: LinkStatus;
  /** Since when the server is away, in milliseconds; null while it is there. */
  offlineSince: number | null;
}

/** What the link at this path of the API shows, live. */
export function useLink<Data>(path: string): Shown<Data> {
  const [data, setData] = useState<Data | null>(null);
  const [status, setStatus] = useState<LinkStatus>("connecting");
  const [offlineSince, setOfflineSince] = useState<number | null>(null);
  useEffect(() => {
    const socket = new LinkSocket<Data>({
      path,
      onData: setData,
      onStatus: (next) => {
        // Each try to connect again is a part of the same absence.
        setStatus((now) =>
          now === "offline" && next === "connecting" ? now : next,
        );
        if (next === "offline") setOfflineSince((since) => since ?? Date.now());
        else if (next !== "connecting") setOfflineSince(null);
      },
    });
    socket.start();
    const ask = () => void socket.ask();
    const onVisible = () => {
      if (document.visibilityState === "visible") ask();
    };
    const stopWatching = watchConnection(ask);
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      document.removeEventListener("visibilitychange", onVisible);
      stopWatching();
      socket.stop();
    };
  }, [path]);
  return { data, status, offlineSince };
}
