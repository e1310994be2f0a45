import { useState } from "react";
import { jsonSchema, typeName, type ApiDocument, type Route } from "./document";
import classes from "./operation-view.module.css";
import { SchemaView } from "./schema-view";
import { TryIt } from "./try-it";

interface OperationViewProps {
  route: Route;
  api: ApiDocument;
}

/** One route, folded until it is asked for. */
export function OperationView({ route, api }: OperationViewProps) {
  const { method, path, operation } = route;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      className={classes.operation}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary className={classes.summary}>
        <span className={classes.method} data-method={method}>
          {method.toUpperCase()}
        </span>
        <code className={classes.path}>{path}</code>
        <span className={classes.what}>{operation.summary}</span>
      </summary>
      {isOpen && <Details route={route} api={api} />}
    </details>
  );
}

function Details({ route, api }: OperationViewProps) {
  const {
    parameters = [],
    requestBody,
    responses = {},
    description,
  } = route.operation;
  const body = jsonSchema(requestBody?.content);
  return (
    <div className={classes.details}>
      {description && <p className={classes.description}>{description}</p>}
      {parameters.length > 0 && (
        <>
          <h3>Parameters</h3>
          <dl className={classes.list}>
            {parameters.map((parameter) => (
              <div key={`${parameter.in} ${parameter.name}`}>
                <dt>
                  <code>{parameter.name}</code>{" "}
                  <small>
                    {parameter.in} · {typeName(parameter.schema)}
                    {parameter.required && " · required"}
                  </small>
                </dt>
                <dd>{parameter.description}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {body && (
        <>
          <h3>Body</h3>
          <SchemaView schema={body} api={api} />
        </>
      )}
      <h3>Answers</h3>
      <dl className={classes.list}>
        {Object.entries(responses).map(([status, response]) => {
          const answer = jsonSchema(response.content);
          return (
            <div key={status}>
              <dt>
                <code>{status}</code> <small>{typeName(answer)}</small>
              </dt>
              <dd>
                {response.description}
                {answer && status.startsWith("2") && (
                  <SchemaView schema={answer} api={api} />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <TryIt route={route} api={api} />
    </div>
  );
}
