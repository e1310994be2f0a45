import type { ReactNode } from "react";
import classes from "./page-header.module.css";

interface PageHeaderProps {
  title: string;
  /** A few quiet words beside the title. */
  detail?: ReactNode;
  search?: ReactNode;
  filters?: ReactNode;
  /** The page's one primary button. */
  action?: ReactNode;
  /** The rarer actions. */
  more?: ReactNode;
}

export function PageHeader({
  title,
  detail,
  search,
  filters,
  action,
  more,
}: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <div className={classes.line}>
        <h1 className={classes.title}>{title}</h1>
        {detail && <p className={classes.detail}>{detail}</p>}
        {search && <div className={classes.search}>{search}</div>}
        {action && <div className={classes.action}>{action}</div>}
        {more && <div className={classes.more}>{more}</div>}
      </div>
      {filters}
    </header>
  );
}
