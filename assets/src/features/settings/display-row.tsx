import { ActionIcon } from "@mantine/core";
import { Trash2 } from "lucide-react";
import type { DisplayLink } from "../../api/types";
import { CopyButton } from "../../components/copy-button";
import { QrCode } from "../../components/qr-code";
import { settingsWords } from "../../words/settings/words";
import classes from "./displays-section.module.css";

interface DisplayRowProps {
  display: DisplayLink;
  onRevoke: () => void;
}

/** A board: where it hangs, and its link to open, to copy, to point a device at. */
export function DisplayRow({ display, onRevoke }: DisplayRowProps) {
  const { name, url, qr_code } = display;
  const labels = settingsWords.displays;
  return (
    <li className={classes.display}>
      <div className={classes.what}>
        <p className={classes.name}>{name}</p>
        <p className={classes.link}>
          <a href={url} target="_blank" rel="noreferrer">
            {url}
          </a>
          <CopyButton text={url} label={labels.copy(name)} />
        </p>
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={labels.revoke(name)}
        title={labels.revoke(name)}
        onClick={onRevoke}
      >
        <Trash2 size={18} aria-hidden />
      </ActionIcon>
      <QrCode picture={qr_code} label={labels.qrCode(name)} />
    </li>
  );
}
