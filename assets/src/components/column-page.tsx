import type { ReactNode } from "react";
import { useTitle } from "../hooks/use-title";
import classes from "./column-page.module.css";
import { PageHeader } from "./page-header";

interface ColumnPageProps {
  title: string;
  /** Has lists, which want more room than a form. */
  isWide?: boolean;
  children: ReactNode;
}

/** A page that is one column of sections. */
export function ColumnPage({
  title,
  isWide = false,
  children,
}: ColumnPageProps) {
  useTitle(title);
  return (
    <main className={classes.page}>
      <PageHeader title={title} />
      <div className={classes.content} data-wide={isWide || undefined}>
        {children}
      </div>
    </main>
  );
}
