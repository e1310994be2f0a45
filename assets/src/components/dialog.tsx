import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { words } from "../words/words";
import classes from "./dialog.module.css";

interface DialogProps {
  opened?: boolean;
  title: string;
  /** Pixels; on a phone as wide as the screen allows. */
  size: number;
  onClose: () => void;
  children: ReactNode;
}

/** What stands over the page until it is answered or closed. */
export function Dialog(props: DialogProps) {
  const { opened = true, title, size, onClose, children } = props;
  return (
    <Modal
      opened={opened}
      centered
      size={size}
      title={title}
      closeButtonProps={{ "aria-label": words.common.close }}
      onClose={onClose}
    >
      <div className={classes.body}>{children}</div>
    </Modal>
  );
}

export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={classes.buttons}>{children}</div>;
}
