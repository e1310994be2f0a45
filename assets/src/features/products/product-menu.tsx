import { ActionIcon, Menu } from "@mantine/core";
import { Ellipsis, Trash2 } from "lucide-react";
import { useState } from "react";
import { asProblem } from "../../api/problem";
import type { Product } from "../../api/types";
import { ConfirmDialog } from "../../components/confirm-dialog";
import { toast } from "../../components/toast";
import { words } from "../../words/words";
import { useDeleteProductMutation } from "./endpoints";

interface ProductMenuProps {
  product: Product;
  onDeleted: () => void;
}

export function ProductMenu({ product, onDeleted }: ProductMenuProps) {
  const [isAsking, setIsAsking] = useState(false);
  const [remove, { isLoading, error }] = useDeleteProductMutation();
  const labels = words.products.remove;
  const confirm = async () => {
    const answer = await remove(product.id);
    if (answer.error) return;
    toast(words.products.deleted(product.name));
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
        title={labels.title(product.name)}
        detail={labels.detail}
        confirm={labels.action}
        isSending={isLoading}
        problem={asProblem(error)}
        onConfirm={() => void confirm()}
        onClose={() => setIsAsking(false)}
      />
    </>
  );
}
