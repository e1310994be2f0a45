import { Check } from "lucide-react";
import type { OrderStatus } from "../api/types";
import { statusIcons } from "../components/status-icons";
import { words } from "../words/words";
import classes from "./status-steps.module.css";

const way: readonly OrderStatus[] = ["PENDING", "PAID", "FULFILLED"];

/** The steps of an order, up to where it stands. One that is called off has none ahead. */
export function StatusSteps({ status }: { status: OrderStatus }) {
  if (status === "CANCELLED") return null;
  const present = way.indexOf(status);
  return (
    <ol className={classes.steps} aria-label={words.link.steps}>
      {way.map((step, index) => {
        const isDone = index < present;
        const Icon = isDone ? Check : statusIcons[step];
        return (
          <li
            key={step}
            className={classes.step}
            data-status={step}
            data-at={isDone ? "done" : index === present ? "here" : "ahead"}
            aria-current={index === present ? "step" : undefined}
          >
            <span className={classes.mark}>
              <Icon size={18} strokeWidth={2.2} aria-hidden />
            </span>
            {words.link.states[step]}
          </li>
        );
      })}
    </ol>
  );
}
