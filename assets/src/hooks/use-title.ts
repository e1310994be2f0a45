import { useEffect } from "react";
import { useShop } from "./use-shop";

export function useTitle(title: string): void {
  const { shop_name } = useShop();
  useEffect(() => {
    document.title = `${title} · ${shop_name}`;
  }, [title, shop_name]);
}
