import classes from "./start-failed.module.css";

/**
 * Shown instead of the app when no catalogue could be fetched. Its own words can't come
 * from one, so they stand here, in English alone.
 */
export function showStartFailed(root: HTMLElement): void {
  document.documentElement.lang = "en";
  const text = document.createElement("p");
  text.textContent = "OMS could not be loaded. Check the network, then reload.";
  const reload = document.createElement("button");
  reload.type = "button";
  reload.textContent = "Reload";
  reload.addEventListener("click", () => window.location.reload());
  const page = document.createElement("main");
  page.className = classes.page ?? "";
  page.append(text, reload);
  root.replaceChildren(page);
}
