import { Trash2 } from "lucide-react";
import type { Product } from "../../api/types";
import { MoreMenu } from "../../components/more-menu";
import { useRemoveLater } from "../../hooks/remove-later";
import { words } from "../../words/words";
import { productsApi } from "./endpoints";

/** What else can be done to a product. Deleting it can be taken back for a while. */
export function ProductMenu({ product }: { product: Product }) {
  const removeLater = useRemoveLater();
  const { id, name } = product;
  const remove = () =>
    removeLater({
      id,
      message: words.products.deleted(name),
      path: `/products/${id}`,
      send: () => (dispatch) =>
        dispatch(productsApi.endpoints.deleteProduct.initiate(id)).unwrap(),
    });
  return (
    <MoreMenu
      items={[{ icon: Trash2, label: words.products.remove, onClick: remove }]}
    />
  );
}
