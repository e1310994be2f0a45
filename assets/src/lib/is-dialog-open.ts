/** Whether a dialog stands above the page; keys are its own then. */
export function isDialogOpen(): boolean {
  return [...document.querySelectorAll('[role="dialog"]')].some(
    // Some stay in the page, hidden, while they are closed.
    (dialog) => dialog.checkVisibility?.() ?? true,
  );
}
