import {
  DndContext,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
  type DragStartEvent,
} from "@dnd-kit/core";
import { useState } from "react";
import type { Order, OrderStatus } from "../../api/types";
import { useIsAdmin } from "../../hooks/use-person";
import { words } from "../../words/words";
import { BoardCard } from "./board-card";
import { BoardColumn } from "./board-column";
import { CancelDialog } from "./cancel-dialog";
import classes from "./order-board.module.css";
import { statuses, type OrderQuery } from "./order-filters";
import { useMoveOrder } from "./use-move-order";

interface OrderBoardProps {
  query: OrderQuery;
  current?: string | undefined;
  search: string;
}

/** A column for each status. A card is moved by dragging it, by its button, or by a key. */
export function OrderBoard({ query, current, search }: OrderBoardProps) {
  const isAdmin = useIsAdmin();
  const [dragged, setDragged] = useState<Order | null>(null);
  const [cancelling, setCancelling] = useState<Order | null>(null);
  const [landings, setLandings] = useState(0);
  const move = useMoveOrder();
  const sensors = useSensors(
    // A click must stay a click, and a finger must still be able to scroll.
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, {
      activationConstraint: { delay: 220, tolerance: 8 },
    }),
  );
  const moveTo = async (order: Order, status: OrderStatus) => {
    if (status === "CANCELLED") setCancelling(order);
    else await move(order, status);
  };
  const drop = async ({ over }: DragEndEvent) => {
    setDragged(null);
    const status = statuses.find((name) => name === over?.id);
    if (!dragged || !status || status === dragged.status) return;
    if (!dragged.allowed_statuses.includes(status)) return;
    await moveTo(dragged, status);
    setLandings((count) => count + 1);
  };
  const onMove = (order: Order, status: OrderStatus) =>
    void moveTo(order, status);
  const columns = query.status.length > 0 ? query.status : statuses;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      accessibility={{
        // The keys and the buttons of a card are the way for those who do not drag.
        screenReaderInstructions: { draggable: words.orders.board.help },
      }}
      onDragStart={({ active }: DragStartEvent) =>
        setDragged((active.data.current as { order: Order }).order)
      }
      onDragEnd={(event) => void drop(event)}
      onDragCancel={() => setDragged(null)}
    >
      <div className={classes.board} data-columns={columns.length}>
        {columns.map((status) => (
          <BoardColumn
            key={status}
            status={status}
            query={query}
            current={current}
            search={search}
            dragged={dragged}
            landings={landings}
            onMove={isAdmin ? onMove : undefined}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged && <BoardCard order={dragged} href="" isLifted />}
      </DragOverlay>
      {cancelling && (
        <CancelDialog order={cancelling} onClose={() => setCancelling(null)} />
      )}
    </DndContext>
  );
}
