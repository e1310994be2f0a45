import type { Letterhead } from "../../api/types";
import { printWords } from "../../words/print/words";
import classes from "./shop-head.module.css";

/** Whose paper this is, and where the shop is found. */
export function ShopHead({ shop }: { shop: Letterhead }) {
  const { logo, name, address, tax_number } = shop;
  const contacts = [shop.phone, shop.email, shop.website].filter(
    (contact) => contact !== null,
  );
  return (
    <div className={classes.shop}>
      {/* The name stands beside it. */}
      {logo && <img className={classes.logo} src={logo} alt="" />}
      <p className={classes.name}>{name}</p>
      {address && <p className={classes.address}>{address}</p>}
      {contacts.length > 0 && <p>{contacts.join(" · ")}</p>}
      {tax_number && <p>{printWords.taxNumber(tax_number)}</p>}
    </div>
  );
}
