import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./empty-state.module.css";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  detail: string;
  children?: ReactNode;
}

/** Nothing to show, and what to do about it. */
export function EmptyState({
  icon: Icon,
  title,
  detail,
  children,
}: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <Icon size={28} strokeWidth={1.5} aria-hidden />
      <h2 className={classes.title}>{title}</h2>
      <p>{detail}</p>
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  );
}
