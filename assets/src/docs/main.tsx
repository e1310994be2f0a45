import "../styles/plain.css";
import { createRoot } from "react-dom/client";
import { DocsPage } from "./docs-page";

const root = document.getElementById("root");
if (!root) throw new Error("docs.html has no #root");

createRoot(root).render(<DocsPage />);
