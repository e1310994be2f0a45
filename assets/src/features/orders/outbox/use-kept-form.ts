import { useEffect, useRef, useState } from "react";
import { useDispatch } from "react-redux";
import { usePerson } from "../../../hooks/use-person";
import { randomKey } from "../../../lib/random-key";
import type { NewOrder } from "../../../api/types";
import type { OrderDraft } from "../order-draft";
import { deliver, type Delivery } from "./deliver";
import { trying, type Attempt, type KeptOrder } from "./kept-order";
import { discard, keep } from "./outbox";
import { editingChanged } from "./outbox-slice";
import { readKept } from "./storage";
import { wireOver, type OutboxDispatch } from "./wire";

interface KeptForm {
  /** The waiting order that is corrected here, as it was when the form opened. */
  kept: KeptOrder | null;
  /** Sends what was typed; a repetition after any kind of failure makes nothing twice. */
  send: (order: NewOrder) => Promise<Delivery>;
  /** Keeps what had no answer. False when it is in this tab only. */
  putAside: (order: NewOrder, draft: OrderDraft, total: number) => boolean;
}

/** The way of a typed order to the server, or into the outbox. */
export function useKeptForm(keptId: string | null): KeptForm {
  const person = usePerson();
  const dispatch = useDispatch<OutboxDispatch>();
  const [kept] = useState(
    () => readKept(person.id).find(({ id }) => id === keptId) ?? null,
  );
  const attempt = useRef<Attempt>(kept?.problem ? fresh() : (kept ?? fresh()));
  useEffect(() => {
    if (keptId === null) return;
    dispatch(editingChanged(keptId));
    return () => void dispatch(editingChanged(null));
  }, [dispatch, keptId]);
  return {
    kept,
    send: async (order) => {
      attempt.current = trying(attempt.current, order, Date.now());
      const delivery = await deliver(
        order,
        attempt.current,
        wireOver(dispatch),
      );
      if (delivery.outcome === "created") {
        if (kept) dispatch(discard(person.id, kept.id));
      } else if (delivery.outcome === "refused") {
        // It is certain that there is no order of this key; the next is another.
        attempt.current = fresh();
      }
      return delivery;
    },
    putAside: (order, draft, total) =>
      dispatch(
        keep(person.id, {
          ...attempt.current,
          id: kept?.id ?? randomKey(),
          draft,
          order,
          total,
          keptAt: kept?.keptAt ?? Date.now(),
          problem: null,
          madeAs: null,
          madeLabel: null,
        }),
      ),
  };
}

function fresh(): Attempt {
  return { key: randomKey(), tried: [], firstTriedAt: null };
}
