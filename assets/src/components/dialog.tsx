import { Modal } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";
import { words } from "../words/words";
import classes from "./dialog.module.css";

interface DialogProps {
  opened?: boolean;
  title: string;
  /** Pixels; on a phone as wide as the screen allows. */
  size: number;
  /** What it shows is not to be lost by a click beside it. */
  isSteady?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** What stands over the page until it is answered or closed. */
export function Dialog(props: DialogProps) {
  const {
    opened = true,
    title,
    size,
    isSteady = false,
    onClose,
    children,
  } = props;
  return (
    <>
      {opened && <FocusReturn />}
      <Modal
        opened={opened}
        centered
        size={size}
        title={title}
        closeOnClickOutside={!isSteady}
        closeButtonProps={{ "aria-label": words.common.close }}
        onClose={onClose}
      >
        <div className={classes.body}>{children}</div>
      </Modal>
    </>
  );
}

/**
 * Mantine gives focus back when a dialog is closed, but not when it is taken out of the
 * page while open, as those are that stand there only while they are needed.
 */
function FocusReturn() {
  // Read before the dialog takes the focus.
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const isLost =
        document.activeElement === null ||
        document.activeElement === document.body;
      if (isLost && opener instanceof HTMLElement && opener.isConnected) {
        opener.focus({ preventScroll: true });
      }
    },
    [opener],
  );
  return null;
}

export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={classes.buttons}>{children}</div>;
}
