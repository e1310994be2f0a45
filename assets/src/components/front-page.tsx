import type { ReactNode } from "react";
import { useShop } from "../hooks/use-shop";
import classes from "./front-page.module.css";
import { Logo } from "./logo";

interface FrontPageProps {
  title: string;
  detail?: string;
  children: ReactNode;
}

/** A page before the door: setting up, signing in. */
export function FrontPage({ title, detail, children }: FrontPageProps) {
  const { shop_name } = useShop();
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <p className={classes.shop}>
          <Logo size={28} />
          <span>{shop_name}</span>
        </p>
        <h1>{title}</h1>
        {detail && <p className={classes.detail}>{detail}</p>}
        {children}
      </div>
    </main>
  );
}
