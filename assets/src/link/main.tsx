import "../styles/plain.css";
import { createRoot } from "react-dom/client";
import { loadWords } from "../words/words";
import { DisplayPage } from "./display-page";
import { StatusPage } from "./status-page";

/** Nobody may be there to load the page once more. */
const againMs = 10_000;

const root = document.getElementById("root");
if (!root) throw new Error("link.html has no #root");

const [page, token = ""] = window.location.pathname.split("/").slice(1);

loadWords().then(
  () =>
    createRoot(root).render(
      page === "display" ? (
        <DisplayPage token={token} />
      ) : (
        <StatusPage token={token} />
      ),
    ),
  () => setTimeout(() => window.location.reload(), againMs),
);
