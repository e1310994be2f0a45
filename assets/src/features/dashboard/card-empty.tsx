import type { LucideIcon } from "lucide-react";
import classes from "./card.module.css";

interface CardEmptyProps {
  icon: LucideIcon;
  children: string;
}

export function CardEmpty({ icon: Icon, children }: CardEmptyProps) {
  return (
    <p className={classes.empty}>
      <Icon size={24} strokeWidth={1.5} aria-hidden />
      {children}
    </p>
  );
}
