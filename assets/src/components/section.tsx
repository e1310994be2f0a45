import type { ReactNode } from "react";
import classes from "./section.module.css";

interface SectionProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

/** A titled part of a panel or page. */
export function Section({ title, action, children }: SectionProps) {
  return (
    <section className={classes.section}>
      <div className={classes.head}>
        <h3 className={classes.title}>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}
