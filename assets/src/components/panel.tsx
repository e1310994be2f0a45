import { CloseButton } from "@mantine/core";
import { useEffect, useLayoutEffect, useRef, type ReactNode } from "react";
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
  const watchFocus = useFocusKept(panel);
  useEscape(onClose);
  return (
    <section
      className={classes.panel}
      aria-label={label}
      ref={panel}
      tabIndex={-1}
      {...watchFocus}
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

/**
 * A button that goes away with what it did takes the focus along, without a word: the
 * panel takes it then, so that the next key still means what is open.
 */
function useFocusKept(panel: React.RefObject<HTMLElement | null>) {
  const hasFocus = useRef(false);
  useEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) {
      panel.current?.focus({ preventScroll: true });
    }
  });
  return {
    onFocus: () => {
      hasFocus.current = true;
    },
    onBlur: () => {
      hasFocus.current = false;
    },
  };
}

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
  // A layout effect listens before the dialogs within the panel do.
  useLayoutEffect(() => {
    let isTaken = false;
    // What is open is seen before the key closes it; a dialog may be gone right after.
    const look = (event: KeyboardEvent) => {
      isTaken = isForLayer(event);
    };
    const close = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || isTaken || event.defaultPrevented) return;
      latest.current();
    };
    window.addEventListener("keydown", look, true);
    window.addEventListener("keydown", close);
    return () => {
      window.removeEventListener("keydown", look, true);
      window.removeEventListener("keydown", close);
    };
  }, []);
}

const layers = '[role="dialog"], [role="menu"]';

/** Menus, dialogs and open choices close themselves first. */
function isForLayer({ target }: KeyboardEvent): boolean {
  if (document.querySelector(layers)) return true;
  if (!(target instanceof Element)) return false;
  return (
    target.closest(layers) !== null ||
    target.getAttribute("aria-expanded") === "true"
  );
}
