import { Button } from "@mantine/core";
import { Pencil } from "lucide-react";
import { Link } from "react-router";
import type { Order } from "../../api/types";
import { Panel } from "../../components/panel";
import panelClasses from "../../components/panel.module.css";
import { Section } from "../../components/section";
import { TimeAgo } from "../../components/time-ago";
import { useIsAdmin } from "../../hooks/use-person";
import { useShortcuts } from "../../hooks/use-shortcuts";
import { words } from "../../words/words";
import { OrderDocuments } from "./order-documents";
import { OrderItems } from "./order-items";
import { OrderMenu } from "./order-menu";
import { OrderMoves } from "./order-moves";
import classes from "./order-view.module.css";
import { Payments } from "./payments";
import { PrintMenu } from "./print-menu";
import { StatusBadge } from "./status-badge";
import { Timeline } from "./timeline";

interface OrderViewProps {
  order: Order;
  onEdit: () => void;
  onClose: () => void;
}

export function OrderView({ order, onEdit, onClose }: OrderViewProps) {
  const isAdmin = useIsAdmin();
  useShortcuts({ e: isAdmin ? onEdit : undefined });
  return (
    <Panel
      label={words.orders.name(order.label)}
      heading={<Heading order={order} />}
      actions={
        <>
          <PrintMenu numbers={[order.number]} size="xs" isShort />
          {isAdmin && (
            <>
              <Button
                variant="default"
                size="xs"
                className={panelClasses.short ?? ""}
                aria-label={words.common.edit}
                leftSection={<Pencil size={14} aria-hidden />}
                onClick={onEdit}
              >
                <span>{words.common.edit}</span>
              </Button>
              <OrderMenu order={order} onDeleted={onClose} />
            </>
          )}
        </>
      }
      footer={
        isAdmin &&
        order.allowed_statuses.length > 0 && <OrderMoves order={order} />
      }
      onClose={onClose}
    >
      <dl className={classes.facts}>
        <div>
          <dt>{words.orders.customer}</dt>
          <dd className={classes.value}>
            {order.customer && isAdmin ? (
              <Link to={`/customers/${order.customer.id}`}>
                {order.customer.name}
              </Link>
            ) : (
              (order.customer?.name ?? words.common.walkIn)
            )}
          </dd>
        </div>
        <div>
          <dt>{words.orders.placed}</dt>
          <dd>
            <TimeAgo at={order.created_at} />
          </dd>
        </div>
        {order.updated_at !== order.created_at && (
          <div>
            <dt>{words.orders.updated}</dt>
            <dd>
              <TimeAgo at={order.updated_at} />
            </dd>
          </div>
        )}
      </dl>
      <OrderItems order={order} />
      <Payments order={order} />
      <OrderDocuments order={order} />
      {order.note && (
        <Section title={words.orders.note}>
          <p className={classes.note}>{order.note}</p>
        </Section>
      )}
      <Timeline orderId={order.id} />
    </Panel>
  );
}

function Heading({ order }: { order: Order }) {
  return (
    <div className={classes.heading}>
      <h2 className={classes.number} data-status={order.status}>
        {order.label}
      </h2>
      <StatusBadge status={order.status} />
    </div>
  );
}
