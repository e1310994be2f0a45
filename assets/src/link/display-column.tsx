import { Hourglass, PackageCheck } from "lucide-react";
import type { CSSProperties } from "react";
import type { BoardEntry } from "../api/types";
import { words } from "../words/words";
import classes from "./display-column.module.css";

interface DisplayColumnProps {
  kind: "making" | "ready";
  title: string;
  entries: readonly BoardEntry[];
}

const icons = { making: Hourglass, ready: PackageCheck };

/** How many stand on a board at each size of their numbers, without names and with. */
const rooms = {
  large: { bare: 8, named: 6 },
  medium: { bare: 15, named: 12 },
  small: { bare: 32, named: 20 },
} as const;

/** Orders that wait for the same, as large as there is room for. */
export function DisplayColumn({ kind, title, entries }: DisplayColumnProps) {
  const Icon = icons[kind];
  const hasNames = entries.some(({ name }) => name !== null);
  const room = hasNames ? "named" : "bare";
  const size =
    entries.length <= rooms.large[room]
      ? "large"
      : entries.length <= rooms.medium[room]
        ? "medium"
        : "small";
  const most = rooms[size][room];
  // Of both, the latest: they come last among those in the making, first among the ready.
  const shown =
    kind === "making" ? entries.slice(-most) : entries.slice(0, most);
  const left = entries.length - shown.length;
  const longest = Math.max(0, ...shown.map(({ label }) => label.length));
  return (
    <section className={classes.column} data-kind={kind} aria-label={title}>
      <h2 className={classes.title}>
        <Icon className={classes.icon} strokeWidth={1.8} aria-hidden />
        {title}
      </h2>
      {entries.length === 0 ? (
        <p className={classes.none}>{words.link.none}</p>
      ) : (
        <ul
          className={classes.orders}
          data-size={size}
          style={{ "--longest": longest } as CSSProperties}
        >
          {shown.map(({ number, label, name }) => (
            <li key={number} className={classes.order}>
              <span className={classes.number}>{label}</span>
              {name !== null && <span className={classes.name}>{name}</span>}
            </li>
          ))}
        </ul>
      )}
      {left > 0 && <p className={classes.more}>{words.link.more(left)}</p>}
    </section>
  );
}
