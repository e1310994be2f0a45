import { useDroppable } from "@dnd-kit/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { allRows } from "../../api/pages";
import type { Order, OrderStatus } from "../../api/types";
import { EndlessList } from "../../components/endless-list";
import { VirtualRows } from "../../components/virtual-rows";
import { useHold } from "../../hooks/use-hold";
import { useWithoutRemoved } from "../../hooks/remove-later";
import { ScrollContext } from "../../hooks/use-scroller";
import { formatCount } from "../../lib/money";
import { words } from "../../words/words";
import { BoardCard } from "./board-card";
import { useListOrdersInfiniteQuery } from "./endpoints";
import classes from "./order-board.module.css";
import type { OrderQuery } from "./order-filters";
import { StatusBadge } from "./status-badge";
import { useMatching } from "./use-matching";
import { useRowKeys } from "./use-row-keys";
import { useSteadyRows } from "./use-steady-rows";

interface BoardColumnProps {
  status: OrderStatus;
  query: OrderQuery;
  current: string | undefined;
  search: string;
  /** The card in the air, if any: it shows where it may land. */
  dragged: Order | null;
  /** How many cards were dropped: who drops one wants to see it there. */
  landings: number;
  onMove: ((order: Order, status: OrderStatus) => void) | undefined;
}

export function BoardColumn(props: BoardColumnProps) {
  const { status, current, search, dragged, onMove } = props;
  const query = useMemo(
    () => columnQuery(props.query, status),
    [props.query, status],
  );
  const list = useListOrdersInfiniteQuery(query);
  const fresh = useWithoutRemoved(
    useMemo(() => allRows(list.data), [list.data]),
  );
  const matching = useMatching(query);
  const scroller = useRef<HTMLDivElement>(null);
  const [cards, setCards] = useState<HTMLElement | null>(null);
  const setScroller = useCallback((element: HTMLDivElement | null) => {
    scroller.current = element;
    setCards(element);
  }, []);
  const mayLand = dragged?.allowed_statuses.includes(status) ?? false;
  const { setNodeRef, isOver } = useDroppable({
    id: status,
    disabled: !mayLand,
  });
  const isHeld = useHold(cards, scroller) && dragged === null;
  const steady = useSteadyRows(fresh, {
    isHeld,
    list: `${props.landings} ${JSON.stringify(query)}`,
    isSettled: list.currentData !== undefined,
  });
  useRowKeys({ rows: steady.rows, onMove });
  const isLifted = dragged !== null && dragged.status !== status;
  return (
    <section
      className={classes.column}
      aria-label={words.status[status]}
      data-landing={
        isLifted && mayLand ? (isOver ? "over" : "open") : undefined
      }
      data-closed={(isLifted && !mayLand) || undefined}
      ref={setNodeRef}
    >
      <header className={classes.head}>
        <StatusBadge status={status} />
        <span className={classes.count}>
          {matching &&
            formatCount(matching.orders) + (matching.isExact ? "" : "+")}
        </span>
      </header>
      <div className={classes.cards} ref={setScroller} tabIndex={-1}>
        <ScrollContext value={scroller}>
          <EndlessList
            list={list}
            isEmpty={steady.rows.length === 0}
            empty={
              <p className={classes.empty}>
                {words.orders.board.empty[status]}
              </p>
            }
          >
            {({ hasNext, onNext }) => (
              <VirtualRows
                role="list"
                rows={steady.rows}
                hasNext={hasNext}
                onNext={onNext}
              >
                {(order) => (
                  <BoardCard
                    order={order}
                    href={`/orders/${order.number}${search}`}
                    isCurrent={current === String(order.number)}
                    isGone={steady.gone.has(order.id)}
                    onMove={onMove}
                  />
                )}
              </VirtualRows>
            )}
          </EndlessList>
        </ScrollContext>
      </div>
    </section>
  );
}

/** What waits comes first by age; what is done, last done first. */
function columnQuery(query: OrderQuery, status: OrderStatus): OrderQuery {
  const isOpen = status === "PENDING" || status === "PAID";
  return {
    ...query,
    status: [status],
    sort: isOpen ? "number" : "-updated_at",
  };
}
