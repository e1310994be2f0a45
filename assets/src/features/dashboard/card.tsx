import { ChevronRight } from "lucide-react";
import { useId, type ReactNode } from "react";
import { Link } from "react-router";
import classes from "./card.module.css";

interface CardProps {
  title: string;
  /** A few quiet words beside the title. */
  detail?: ReactNode;
  /** The list behind the card. */
  link?: { to: string; text: string; name: string } | undefined;
  children: ReactNode;
}

/** One question of the dashboard, and the way to its list. */
export function Card({ title, detail, link, children }: CardProps) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 className={classes.title} id={id}>
          {title}
        </h2>
        {detail && <p className={classes.detail}>{detail}</p>}
        {link && (
          <Link
            className={classes.link ?? ""}
            to={link.to}
            aria-label={link.name}
          >
            {link.text}
            <ChevronRight size={16} aria-hidden />
          </Link>
        )}
      </header>
      {children}
    </section>
  );
}
