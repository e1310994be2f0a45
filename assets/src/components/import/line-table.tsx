import { words } from "../../words/words";
import classes from "./line-table.module.css";

export interface TableLine {
  line: number;
  title?: string;
  texts: string[];
}

/** Lines of a file by their numbers. */
export function LineTable({ lines }: { lines: TableLine[] }) {
  const { columns, none } = words.csv;
  if (lines.length === 0) return <p className={classes.none}>{none}</p>;
  return (
    // It scrolls, so the keyboard must reach it.
    <div className={classes.frame} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{columns.line}</th>
            <th scope="col">{columns.what}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, title, texts }, index) => (
            // A line may have several errors.
            <tr key={index}>
              <td>{line}</td>
              <td>
                {title && <span className={classes.title}>{title}</span>}
                {texts.map((text) => (
                  <span className={classes.text} key={text}>
                    {text}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
