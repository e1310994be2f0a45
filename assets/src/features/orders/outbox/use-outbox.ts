import { useEffect } from "react";
import { useDispatch, useSelector } from "react-redux";
import { useGetMeQuery } from "../../../api/session";
import type { User } from "../../../api/types";
import { backoff } from "../../../live/backoff";
import { useLiveStatus } from "../../../live/use-live-status";
import { choicesApi } from "../choices";
import { openOutbox, sendKept } from "./outbox";
import type { OutboxRoot } from "./outbox-slice";
import { hasUnsaved, onOtherTab } from "./storage";
import type { OutboxDispatch } from "./wire";

/** What can be chosen is fetched once the first page stands. */
const quietMs = 2500;

/** Sends what waits for this person, for as long as they work here. */
export function useOutbox(person: User): void {
  const dispatch = useDispatch<OutboxDispatch>();
  const isAdmin = person.role === "ADMIN";
  const { id } = person;
  useEffect(() => {
    if (!isAdmin) return;
    dispatch(openOutbox(id));
    const stop = onOtherTab(id, () => dispatch(openOutbox(id)));
    window.addEventListener("beforeunload", warn);
    return () => {
      stop();
      window.removeEventListener("beforeunload", warn);
      dispatch(openOutbox(null));
    };
  }, [dispatch, id, isAdmin]);
  useSending(id, isAdmin);
  useKnownChoices(isAdmin);
}

function useSending(personId: string, isAdmin: boolean): void {
  const dispatch = useDispatch<OutboxDispatch>();
  const { status } = useLiveStatus();
  const { data: me } = useGetMeQuery();
  const isSignedIn = me?.id === personId;
  const kept = useSelector(({ outbox }: OutboxRoot) => outbox.kept);
  const isEditing = useSelector(
    ({ outbox }: OutboxRoot) => outbox.editingId !== null,
  );
  const count = kept.filter(({ problem }) => problem === null).length;
  useEffect(() => {
    if (!isAdmin || !isSignedIn || count === 0) return;
    let attempt = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const run = async () => {
      const end = await dispatch(sendKept(personId));
      if (isOver || end !== "again") return;
      timer = setTimeout(() => void run(), backoff(attempt, Math.random));
      attempt += 1;
    };
    void run();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
    // A change of the light is a reason to try at once.
  }, [dispatch, personId, isAdmin, isSignedIn, count, isEditing, status]);
}

/** For the typing of orders while the server is away. */
function useKnownChoices(isAdmin: boolean): void {
  const dispatch = useDispatch<OutboxDispatch>();
  const { status } = useLiveStatus();
  useEffect(() => {
    if (!isAdmin || status !== "live") return;
    const { knownProducts, knownCustomers } = choicesApi.endpoints;
    const fetchOnce = { subscribe: false } as const;
    const timer = setTimeout(() => {
      void dispatch(knownProducts.initiate(undefined, fetchOnce));
      void dispatch(knownCustomers.initiate(undefined, fetchOnce));
    }, quietMs);
    return () => clearTimeout(timer);
  }, [dispatch, isAdmin, status]);
}

function warn(event: BeforeUnloadEvent) {
  if (hasUnsaved()) event.preventDefault();
}
