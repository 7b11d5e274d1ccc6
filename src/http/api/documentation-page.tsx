import { html } from "hono/html";

import type { HttpContext } from "../context.ts";
import { type Description, operationsOf, type Operation } from "./documented-operations.ts";

/** Every operation of openapi.json on one page. It is complete without its script, which adds a form to try each call. */

/** Answers the page. */
export function answerDocumentation(
  c: HttpContext,
  description: Description,
): Response | Promise<Response> {
  const groups = operationsOf(description);
  const { title, description: about } = description.info;
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title}: API`}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/api-docs.css" />
        <script src="/api-docs.js" defer></script>
      </head>
      <body>
        <header>
          <h1>{title}: API</h1>
          <p>
            {about} <a href="/api/openapi.json">openapi.json</a>
          </p>
          <div id="credentials"></div>
        </header>
        <nav aria-label="Groups">
          <ul>
            {[...groups.keys()].map((name) => (
              <li>
                <a href={`#${name}`}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
        <main>
          {[...groups].map(([name, operations]) => (
            <section id={name} aria-labelledby={`${name}-title`}>
              <h2 id={`${name}-title`}>{name}</h2>
              {operations.map((operation) => (
                <OperationCard operation={operation} />
              ))}
            </section>
          ))}
        </main>
      </body>
    </html>
  );
  return c.html(html`<!doctype html>${page}`);
}

function OperationCard({ operation }: { readonly operation: Operation }) {
  const { id, method, path, summary, callers, parameters, body, answers } = operation;
  return (
    <details id={id} data-operation={JSON.stringify({ id, method, path, parameters, body })}>
      <summary>
        <code class={`method ${method.toLowerCase()}`}>{method}</code> <code>{path}</code>{" "}
        <span>{summary}</span>
      </summary>
      <p>{callers}</p>
      {parameters.length === 0 ? null : <Parameters parameters={parameters} />}
      {body === null ? null : (
        <>
          <h3>Body{body.required ? "" : " (may be left out)"}</h3>
          <Schema schema={body.schema} label={`Body of ${method} ${path}`} />
        </>
      )}
      <h3>Answers</h3>
      <dl>
        {answers.map(({ status, description, schema }) => (
          <>
            <dt>
              <code>{status}</code> {description}
            </dt>
            <dd>
              {schema === null ? null : (
                <Schema schema={schema} label={`Answer ${status} of ${method} ${path}`} />
              )}
            </dd>
          </>
        ))}
      </dl>
      <div class="try"></div>
    </details>
  );
}

function Parameters({ parameters }: Pick<Operation, "parameters">) {
  return (
    <table>
      <caption>Parameters</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">In</th>
          <th scope="col">Form</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ name, place, required, schema }) => (
          <tr>
            <td>
              <code>{name}</code>
              {required ? " (required)" : ""}
            </td>
            <td>{place}</td>
            <td>
              <code>{JSON.stringify(schema)}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Wide content scrolls by keyboard too, so it can be focused and has a name. */
function Schema({ schema, label }: { readonly schema: unknown; readonly label: string }) {
  return (
    <pre tabindex={0} role="group" aria-label={label}>
      {JSON.stringify(schema, null, 2)}
    </pre>
  );
}
