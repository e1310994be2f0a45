import "./styles/all.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { Providers } from "./app/providers";
import { reportErrors } from "./app/report-errors";
import { beginToFetch } from "./app/begin-to-fetch";
import { makeRouter } from "./app/router";
import { showStartFailed } from "./app/start-failed";
import { makeStore } from "./app/store";
import { loadWords } from "./words/words";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

reportErrors();
// All at once what the first page waits for: its words, its part of the program, and whose shop it is.
const store = makeStore();
const router = makeRouter();
beginToFetch(store, window.location.pathname);
loadWords().then(
  () => start(root),
  () => showStartFailed(root),
);

function start(container: HTMLElement) {
  // What a boundary caught counts as an error too: in the console, and as a report.
  const onCaughtError = (error: unknown) => window.reportError(error);
  createRoot(container, { onCaughtError }).render(
    <StrictMode>
      <Providers store={store}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}
