import type { NotificationData } from "@mantine/notifications";
import { createElement } from "react";
import type { Problem } from "../api/types";
import { randomKey } from "../lib/random-key";
import { words } from "../words/words";
import { UndoMessage } from "./undo-message";

/** Says for a few seconds what happened. */
export function toast(message: string): void {
  show({ message, withBorder: true, autoClose: 4000 });
}

/** A refusal that has no place of its own on the page stays longer. */
export function toastProblem(problem: Problem | undefined): void {
  show({
    title: problem?.title ?? words.problems.title,
    message: problem?.detail ?? "",
    color: "red",
    withBorder: true,
    autoClose: 10_000,
  });
}

/**
 * Says what happened, with a button that takes it back for as long as it is shown: for
 * some time, or until the function that this returns is called.
 */
export function toastUndo(
  message: string,
  forMs: number | "until hidden",
  undo: () => void,
): () => void {
  const id = randomKey();
  const hide = () =>
    void import("@mantine/notifications").then(({ notifications }) =>
      notifications.hide(id),
    );
  const takeBack = () => {
    hide();
    undo();
  };
  show({
    id,
    message: createElement(UndoMessage, { message, onUndo: takeBack }),
    withBorder: true,
    autoClose: forMs === "until hidden" ? false : forMs,
    // What can be taken back is not kept waiting behind what can only be read.
    priority: 1,
  });
  return hide;
}

let isUsed = false;
const listeners = new Set<() => void>();

export function hasToasts(): boolean {
  return isUsed;
}

export function onFirstToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Not part of the first load: nobody is told anything before they did something. */
function show(notification: NotificationData): void {
  isUsed = true;
  for (const listener of listeners) listener();
  void import("@mantine/notifications").then(({ notifications }) =>
    notifications.show({
      closeButtonProps: { "aria-label": words.common.dismiss },
      ...notification,
    }),
  );
}
