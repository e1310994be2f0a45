import { Button } from "@mantine/core";
import { Link, useLocation } from "react-router";
import { Dialog, DialogButtons } from "../../components/dialog";
import { words } from "../../words/words";
import classes from "./bulk-bar.module.css";
import { byReason } from "./bulk";
import type { BulkRun } from "./use-bulk-move";

interface BulkResultDialogProps {
  run: BulkRun;
  onClose: () => void;
}

/** What became of each order: how many were moved, and which were not and why. */
export function BulkResultDialog({ run, onClose }: BulkResultDialogProps) {
  const { done, refusals, left } = run.result;
  const { search } = useLocation();
  const text = words.orders.bulk;
  return (
    <Dialog
      size={480}
      title={text.resultTitle(done, refusals.length, run.move.status)}
      onClose={onClose}
    >
      {byReason(refusals).map(({ reason, orders }) => (
        <div key={reason}>
          <p className={classes.reason}>{reason}</p>
          <ul className={classes.numbers}>
            {orders.map(({ number, label }) => (
              <li key={number}>
                <Link
                  to={{ pathname: `/orders/${number}`, search }}
                  onClick={onClose}
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {left > 0 && <p>{text.left(left)}</p>}
      <DialogButtons>
        <Button data-autofocus onClick={onClose}>
          {words.common.close}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
