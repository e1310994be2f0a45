import { Trash2 } from "lucide-react";
import type { User } from "../../api/types";
import { MoreMenu } from "../../components/more-menu";
import { useRemoveLater } from "../../hooks/remove-later";
import { words } from "../../words/words";
import { customersApi } from "./endpoints";

/** What else can be done to a customer. Deleting can be taken back for a while. */
export function CustomerMenu({ customer }: { customer: User }) {
  const removeLater = useRemoveLater();
  const { id, name } = customer;
  const remove = () =>
    removeLater({
      id,
      message: words.customers.deleted(name),
      path: `/customers/${id}`,
      send: () => (dispatch) =>
        dispatch(customersApi.endpoints.deleteCustomer.initiate(id)).unwrap(),
    });
  return (
    <MoreMenu
      items={[{ icon: Trash2, label: words.customers.remove, onClick: remove }]}
    />
  );
}
