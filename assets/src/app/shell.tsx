import { Inbox, Package, UserRound, Users } from "lucide-react";
import { Suspense, useEffect } from "react";
import { NavLink, Outlet } from "react-router";
import { finishRemovals, sendRemovalsOnLeave } from "../hooks/remove-later";
import { Logo } from "../components/logo";
import { usePerson } from "../hooks/use-person";
import { useShop } from "../hooks/use-shop";
import { useLiveUpdates } from "../live/use-live-updates";
import { words } from "../words/words";
import { LiveLight } from "./live-light";
import { fetchPagesQuietly } from "./pages";
import classes from "./shell.module.css";

/** The frame around every page: a rail at the left, on a phone tabs at the bottom. */
export function Shell() {
  const person = usePerson();
  const { shop_name } = useShop();
  useLiveUpdates(person.id);
  useEffect(fetchPagesQuietly, []);
  useEffect(sendRemovalsOnLeave, []);
  useEffect(() => finishRemovals, []);
  const isAdmin = person.role === "ADMIN";
  return (
    <div className={classes.shell}>
      <nav className={classes.rail} aria-label={words.nav.main}>
        <p className={classes.shop} title={shop_name}>
          <Logo size={28} />
          <span>{shop_name}</span>
        </p>
        <div className={classes.places}>
          <Place to="/orders" icon={Inbox} name={words.nav.orders} />
          <Place to="/products" icon={Package} name={words.nav.products} />
          {isAdmin && (
            <Place to="/customers" icon={Users} name={words.nav.customers} />
          )}
        </div>
        <div className={classes.foot}>
          <LiveLight />
          <Place
            to="/account"
            icon={UserRound}
            name={words.nav.account}
            detail={person.name}
          />
        </div>
      </nav>
      <div className={classes.page}>
        <Suspense>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}

interface PlaceProps {
  to: string;
  icon: typeof Inbox;
  name: string;
  /** Shown instead of the name where there is room. */
  detail?: string;
}

function Place({ to, icon: Icon, name, detail }: PlaceProps) {
  return (
    <NavLink className={classes.place ?? ""} to={to} title={detail}>
      <Icon size={20} strokeWidth={1.75} aria-hidden />
      <span className={detail ? classes.short : undefined}>{name}</span>
      {detail && (
        <span className={classes.long} aria-hidden>
          {detail}
        </span>
      )}
    </NavLink>
  );
}
