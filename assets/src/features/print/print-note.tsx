import { TriangleAlert } from "lucide-react";
import classes from "./print-note.module.css";

/** What is not printed, and why. */
export function PrintNote({ messages }: { messages: string[] }) {
  if (messages.length === 0) return null;
  return (
    <div className={classes.note} role="status">
      <TriangleAlert size={18} aria-hidden />
      <div>
        {messages.map((message) => (
          <p key={message}>{message}</p>
        ))}
      </div>
    </div>
  );
}
