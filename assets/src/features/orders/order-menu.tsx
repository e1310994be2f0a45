import { ActionIcon, Menu } from "@mantine/core";
import { Ellipsis, Trash2 } from "lucide-react";
import { useState } from "react";
import { asProblem } from "../../api/problem";
import type { Order } from "../../api/types";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { toast } from "../../components/toast";
import { words } from "../../words/words";
import { useDeleteOrderMutation } from "./endpoints";
import { isDeletable } from "./order-rules";

interface OrderMenuProps {
  order: Order;
  onDeleted: () => void;
}

/** What is seldom done with an order. */
export function OrderMenu({ order, onDeleted }: OrderMenuProps) {
  const [isAsking, setIsAsking] = useState(false);
  const [remove, { isLoading, error }] = useDeleteOrderMutation();
  if (!isDeletable(order)) return null;
  const labels = words.orders.remove;
  const { id, version, number, status } = order;
  const confirm = async () => {
    const answer = await remove({ id, version });
    if (answer.error) return;
    toast(words.orders.deleted(number));
    onDeleted();
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words.common.more}
          >
            <Ellipsis size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<Trash2 size={16} aria-hidden />}
            onClick={() => setIsAsking(true)}
          >
            {labels.action}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isAsking}
        title={labels.title(number)}
        detail={status === "CANCELLED" ? labels.detailCancelled : labels.detail}
        confirm={labels.action}
        isSending={isLoading}
        problem={asProblem(error)}
        onConfirm={() => void confirm()}
        onClose={() => setIsAsking(false)}
      />
    </>
  );
}
