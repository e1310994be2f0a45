import { Button } from "@mantine/core";
import { ExternalLink } from "lucide-react";
import { asProblem } from "../../api/problem";
import type { Order } from "../../api/types";
import { CopyField } from "../../components/copy-field";
import { Dialog, DialogButtons } from "../../components/dialog";
import { ProblemNote } from "../../components/problem-note";
import { QrCode } from "../../components/qr-code";
import { toast } from "../../components/toast";
import { words } from "../../words/words";
import {
  useGetStatusLinkQuery,
  useRevokeStatusLinkMutation,
} from "./endpoints";
import classes from "./status-link-dialog.module.css";

interface StatusLinkDialogProps {
  order: Order;
  onClose: () => void;
}

/** The link that shows the buyer where their order stands: to copy, to point a phone at, to revoke. */
export function StatusLinkDialog({ order, onClose }: StatusLinkDialogProps) {
  const link = useGetStatusLinkQuery(order.id);
  const [revoke, revoking] = useRevokeStatusLinkMutation();
  const labels = words.orders.link;
  const problem = asProblem(link.error) ?? asProblem(revoking.error);
  const end = async () => {
    const answer = await revoke(order.id);
    // Another admin may have revoked it meanwhile: it is what was wanted.
    const isGone = asProblem(answer.error)?.code === "not_found";
    if (answer.error && !isGone) return;
    toast(labels.revoked);
    onClose();
  };
  return (
    <Dialog title={labels.title(order.number)} size={480} onClose={onClose}>
      <p className={classes.soft}>{labels.detail}</p>
      {problem && <ProblemNote problem={problem} />}
      {!link.error && (
        <div className={classes.code}>
          {link.data && (
            <QrCode
              picture={link.data.qr_code}
              label={labels.qrCode(order.number)}
            />
          )}
        </div>
      )}
      {link.data && (
        <>
          <CopyField label={labels.label} value={link.data.url} />
          <p className={classes.soft}>{labels.revokeHelp}</p>
          <DialogButtons>
            <Button
              variant="default"
              loading={revoking.isLoading}
              onClick={() => void end()}
            >
              {labels.revoke}
            </Button>
            <Button
              component="a"
              href={link.data.url}
              target="_blank"
              rel="noreferrer"
              rightSection={<ExternalLink size={14} aria-hidden />}
            >
              {labels.open}
            </Button>
          </DialogButtons>
        </>
      )}
    </Dialog>
  );
}
