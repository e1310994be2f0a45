import { useEffect, useState } from "react";
import classes from "./docs-page.module.css";
import { routesByTag, type ApiDocument } from "./document";
import { OperationView } from "./operation-view";

/** Shows the server's own OpenAPI document, and lets every route be tried. No other server is asked. */
export function DocsPage() {
  const [api, setApi] = useState<ApiDocument | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    fetch("/api/openapi.json")
      .then((response) =>
        response.ok
          ? (response.json() as Promise<ApiDocument>)
          : Promise.reject(new Error(response.statusText)),
      )
      .then(setApi)
      .catch(() => setHasFailed(true));
  }, []);
  if (hasFailed) {
    return (
      <p className={classes.message} role="alert">
        The description of the API could not be loaded. Reload the page.
      </p>
    );
  }
  if (!api) return <p className={classes.message}>Loading</p>;
  const groups = [...routesByTag(api)];
  return (
    <div className={classes.page}>
      <nav className={classes.index} aria-label="Parts">
        <a href="/">Back to OMS</a>
        {groups.map(([tag]) => (
          <a href={`#${tag}`} key={tag}>
            {tag}
          </a>
        ))}
      </nav>
      <main className={classes.content}>
        <h1 className={classes.title}>
          {api.info.title} <small>{api.info.version}</small>
        </h1>
        {api.info.description && <p>{api.info.description}</p>}
        <p className={classes.soft}>
          Requests sent from here use your session in this browser and change
          real data. The document itself:{" "}
          <a href="/api/openapi.json">/api/openapi.json</a>
        </p>
        {groups.map(([tag, routes]) => (
          <section className={classes.group} key={tag} aria-labelledby={tag}>
            <h2 className={classes.tag} id={tag}>
              {tag}
            </h2>
            {routes.map((route) => (
              <OperationView route={route} api={api} key={route.id} />
            ))}
          </section>
        ))}
      </main>
    </div>
  );
}
