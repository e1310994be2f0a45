import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./empty-state.module.css";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  detail: string;
  /** It is all that there is, not a part of a page. */
  isPage?: boolean;
  children?: ReactNode;
}

/** Nothing to show, and what to do about it. */
export function EmptyState({
  icon: Icon,
  title,
  detail,
  isPage = false,
  children,
}: EmptyStateProps) {
  const Frame = isPage ? "main" : "div";
  const Title = isPage ? "h1" : "h2";
  return (
    <Frame className={classes.empty}>
      <Icon size={28} strokeWidth={1.5} aria-hidden />
      <Title className={classes.title}>{title}</Title>
      <p>{detail}</p>
      {children && <div className={classes.actions}>{children}</div>}
    </Frame>
  );
}
