import { CloseButton } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import { words } from "../words/words";
import classes from "./panel.module.css";

interface PanelProps {
  /** The name for screen readers; also the heading unless `heading` is given. */
  label: string;
  heading?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** One thing opened beside its list; on a phone, a page of its own. */
export function Panel(props: PanelProps) {
  const { label, heading, actions, footer, onClose, children } = props;
  const panel = useRef<HTMLElement>(null);
  useFocusReturn(panel);
  useEscape(onClose);
  return (
    <section
      className={classes.panel}
      aria-label={label}
      ref={panel}
      tabIndex={-1}
    >
      <header className={classes.header}>
        <div className={classes.heading}>{heading ?? <h2>{label}</h2>}</div>
        {actions && <div className={classes.actions}>{actions}</div>}
        <CloseButton
          className={classes.close ?? ""}
          aria-label={words.common.close}
          onClick={onClose}
        />
      </header>
      <div className={classes.body}>{children}</div>
      {footer && <footer className={classes.footer}>{footer}</footer>}
    </section>
  );
}

/** A panel that is opened to be typed in marks the field that it begins with. */
const firstField = "[data-autofocus]";

/** Focus goes into the panel, and back to where it came from when the panel closes. */
function useFocusReturn(panel: React.RefObject<HTMLElement | null>) {
  useEffect(() => {
    const opener = document.activeElement;
    if (!panel.current?.contains(opener)) {
      const first = panel.current?.querySelector<HTMLElement>(firstField);
      (first ?? panel.current)?.focus({ preventScroll: true });
    }
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) {
        opener.focus({ preventScroll: true });
      }
    };
  }, [panel]);
}

function useEscape(onClose: () => void) {
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      // Menus, dialogs and open choices close themselves first.
      const isTaken =
        event.defaultPrevented ||
        document.querySelector('[role="dialog"], [role="menu"]') !== null ||
        (event.target instanceof Element &&
          event.target.getAttribute("aria-expanded") === "true");
      if (event.key === "Escape" && !isTaken) latest.current();
    };
    window.addEventListener("keydown", close);
    return () => window.removeEventListener("keydown", close);
  }, []);
}
