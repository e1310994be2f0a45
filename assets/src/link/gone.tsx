import { Unlink } from "lucide-react";
import classes from "./gone.module.css";

/** All that is left of a link that no longer counts. */
export function Gone({ title, detail }: { title: string; detail: string }) {
  return (
    <main className={classes.gone}>
      <Unlink size={40} strokeWidth={1.6} aria-hidden />
      <h1>{title}</h1>
      <p className={classes.detail}>{detail}</p>
    </main>
  );
}
