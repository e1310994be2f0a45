import { useState } from "react";
import { jsonSchema, type ApiDocument, type Route } from "./document";
import { exampleOf } from "./example";
import { addressOf, headersOf, type Values } from "./request";
import classes from "./try-it.module.css";

interface TryItProps {
  route: Route;
  api: ApiDocument;
}

interface Answer {
  status: string;
  headers: string;
  body: string;
}

/** Sends the request as filled in and shows what came back. */
export function TryIt({ route, api }: TryItProps) {
  const { parameters = [], requestBody } = route.operation;
  const schema = jsonSchema(requestBody?.content);
  const [values, setValues] = useState<Values>({});
  const [body, setBody] = useState(() =>
    schema ? JSON.stringify(exampleOf(schema, api), null, 2) : "",
  );
  const [answer, setAnswer] = useState<Answer | null>(null);
  const send = async () => {
    try {
      const response = await fetch(addressOf(route, values), {
        method: route.method.toUpperCase(),
        headers: headersOf(route, values, schema !== undefined),
        body: schema ? body : null,
      });
      setAnswer({
        status: `${response.status} ${response.statusText}`,
        headers: [...response.headers]
          .map(([name, value]) => `${name}: ${value}`)
          .join("\n"),
        body: readable(await response.text()),
      });
    } catch {
      setAnswer({
        status: "The server can't be reached.",
        headers: "",
        body: "",
      });
    }
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>Try it</h3>
      {parameters.map(({ name, required }) => (
        <label className={classes.field} key={name}>
          <span>{name}</span>
          <input
            className={classes.input}
            required={required ?? false}
            value={values[name] ?? ""}
            onChange={(event) =>
              setValues({ ...values, [name]: event.currentTarget.value })
            }
          />
        </label>
      ))}
      {schema && (
        <label className={classes.field}>
          <span>Body</span>
          <textarea
            className={classes.input}
            rows={Math.min(16, body.split("\n").length)}
            spellCheck={false}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
        </label>
      )}
      <button className={classes.send} type="submit">
        Send {route.method.toUpperCase()}
      </button>
      {answer && (
        <div role="status" className={classes.answer}>
          <p>{answer.status}</p>
          <pre>{answer.headers}</pre>
          <pre>{answer.body}</pre>
        </div>
      )}
    </form>
  );
}

function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
