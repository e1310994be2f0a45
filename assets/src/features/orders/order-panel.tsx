import { Inbox } from "lucide-react";
import { useLocation, useMatch, useNavigate, useParams } from "react-router";
import { asProblem } from "../../api/problem";
import { EmptyState } from "../../components/empty-state";
import { Panel } from "../../components/panel";
import { ProblemNote } from "../../components/problem-note";
import { SkeletonRows } from "../../components/skeleton-rows";
import { useIsAdmin } from "../../hooks/use-person";
import { useIsRemoved } from "../../hooks/remove-later";
import { words } from "../../words/words";
import { EditOrder } from "./edit-order";
import { useGetOrderQuery } from "./endpoints";
import { OrderView } from "./order-view";

/** The open order: loading, gone, shown or being edited. */
export function OrderPanel() {
  const { number = "" } = useParams();
  // Another order is another panel, with nothing left over from the one before.
  return <OpenOrder key={number} number={number} />;
}

function OpenOrder({ number }: { number: string }) {
  const navigate = useNavigate();
  const { search } = useLocation();
  // Editing has an address of its own, so that leaving it by any way can be asked about.
  const isAtEdit = useMatch("/orders/:number/edit") !== null;
  // The server would refuse a customer's changes.
  const isEditing = useIsAdmin() && isAtEdit;
  const { data: order, error, refetch } = useGetOrderQuery(number);
  const isRemoved = useIsRemoved(order?.id ?? "");
  const close = () => void navigate({ pathname: "/orders", search });
  const show = () => void navigate({ pathname: `/orders/${number}`, search });
  const edit = () =>
    void navigate({ pathname: `/orders/${number}/edit`, search });
  const problem = asProblem(error);
  const isGone = problem?.status === 404;
  // What is being typed is not taken away with the order.
  const isTyping = isEditing && order !== undefined;
  if (isRemoved || (isGone && !isTyping)) {
    return (
      <Panel label={words.orders.name(number)} onClose={close}>
        <EmptyState
          icon={Inbox}
          title={words.orders.gone}
          detail={words.orders.goneDetail}
        />
      </Panel>
    );
  }
  if (!order) {
    return (
      <Panel label={words.orders.name(number)} onClose={close}>
        {problem ? (
          <ProblemNote problem={problem} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={5} />
        )}
      </Panel>
    );
  }
  return isEditing ? (
    <EditOrder order={order} isGone={isGone} onDone={isGone ? close : show} />
  ) : (
    <OrderView order={order} onEdit={edit} onClose={close} />
  );
}
