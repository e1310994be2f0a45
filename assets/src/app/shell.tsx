import {
  Gauge,
  Inbox,
  Package,
  Settings,
  UserRound,
  Users,
} from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { NavLink, Outlet } from "react-router";
import { useOutbox } from "../features/orders/outbox/use-outbox";
import { finishRemovals, sendRemovalsOnLeave } from "../hooks/remove-later";
import { Logo } from "../components/logo";
import { usePerson } from "../hooks/use-person";
import { useShop } from "../hooks/use-shop";
import { ShowKeysContext } from "../hooks/use-show-keys";
import { useLiveUpdates } from "../live/use-live-updates";
import { useShortcuts } from "../hooks/use-shortcuts";
import { WaitingContext } from "../hooks/use-title";
import { words } from "../words/words";
import { AlarmBar } from "./alarm-bar";
import { LiveLight } from "./live-light";
import { fetchPagesQuietly } from "./pages";
import classes from "./shell.module.css";
import { useWaitingOrders } from "./use-waiting-orders";

const ShortcutsDialog = lazy(async () => ({
  default: (await import("./shortcuts-dialog")).ShortcutsDialog,
}));

/** The frame around every page: a rail at the left, on a phone tabs at the bottom. */
export function Shell() {
  const person = usePerson();
  const { shop_name } = useShop();
  useLiveUpdates(person.id);
  useOutbox(person);
  useEffect(fetchPagesQuietly, []);
  useEffect(sendRemovalsOnLeave, []);
  useEffect(() => finishRemovals, []);
  const isAdmin = person.role === "ADMIN";
  const waiting = useWaitingOrders(isAdmin);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const showKeys = useCallback(() => setIsHelpOpen(true), []);
  useShortcuts({ "?": showKeys });
  return (
    <div className={classes.shell}>
      <nav className={classes.rail} aria-label={words.nav.main}>
        <p className={classes.shop} title={shop_name}>
          <Logo size={28} />
          <span>{shop_name}</span>
        </p>
        <div className={classes.places}>
          {isAdmin && (
            <Place to="/" icon={Gauge} name={words.nav.dashboard} isExact />
          )}
          <Place to="/orders" icon={Inbox} name={words.nav.orders} />
          <Place to="/products" icon={Package} name={words.nav.products} />
          {isAdmin && (
            <Place to="/customers" icon={Users} name={words.nav.customers} />
          )}
          {isAdmin && (
            <Place
              to="/settings"
              icon={Settings}
              name={words.nav.settings}
              isOnDesk
            />
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
        <WaitingContext value={waiting}>
          <ShowKeysContext value={showKeys}>
            {isAdmin && <AlarmBar />}
            <div className={classes.outlet}>
              <Suspense>
                <Outlet />
              </Suspense>
            </div>
          </ShowKeysContext>
        </WaitingContext>
      </div>
      {isHelpOpen && (
        <Suspense>
          <ShortcutsDialog onClose={() => setIsHelpOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

interface PlaceProps {
  to: string;
  icon: typeof Inbox;
  name: string;
  /** Shown instead of the name where there is room. */
  detail?: string;
  /** The pages beneath this address are not in this place. */
  isExact?: boolean;
  /** No tab of a phone: there it is reached from the account's page. */
  isOnDesk?: boolean;
}

function Place(props: PlaceProps) {
  const { to, icon: Icon, name, detail, isExact, isOnDesk } = props;
  return (
    <NavLink
      className={`${classes.place} ${isOnDesk ? classes.onDesk : ""}`}
      to={to}
      end={isExact ?? false}
      title={detail}
    >
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
