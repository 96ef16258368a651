import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** The parts of an OpenAPI 3.1 document that the page shows. */
export interface OpenApiDocument {
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
}

interface Operation {
  summary: string;
  description?: string;
  security?: unknown[];
  parameters?: Array<{ name: string; in: string; required?: boolean; schema: JsonSchema }>;
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}

type Content = Record<string, { schema: JsonSchema }>;

interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export function renderDocs(document: OpenApiDocument): Html {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${document.info.title} API</title>
        <link rel="stylesheet" href="/docs/style.css" />
      </head>
      <body>
        <header>
          <h1>${document.info.title} API <small>${document.info.version}</small></h1>
          <p>${document.info.description}</p>
          <p>For programs: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
          <nav aria-label="Operations">
            <ul>
              ${operations.map(
                ({ path, method, operation }) =>
                  html`<li><a href="#${anchor(method, path)}"><b>${method}</b> ${path}</a> ${operation.summary}</li>`,
              )}
            </ul>
          </nav>
        </header>
        <main>
          ${operations.map(({ path, method, operation }) => renderOperation(method, path, operation))}
          <h2>Schemas</h2>
          ${Object.entries(document.components.schemas).map(
            ([name, schema]) => html`<section id="${name}">
              <h3>${name}</h3>
              ${renderSchema(schema)}
            </section>`,
          )}
        </main>
      </body>
    </html>`;
}

function renderOperation(method: string, path: string, operation: Operation): Html {
  const { parameters = [], requestBody, responses } = operation;
  return html`<section id="${anchor(method, path)}">
    <h2><b>${method}</b> <code>${path}</code></h2>
    <p>${operation.summary}. ${operation.description ?? ''}</p>
    ${parameters.length > 0 ? html`<h3>Parameters</h3>${renderParameters(parameters)}` : ''}
    ${requestBody ? html`<h3>Body</h3>${renderContent(requestBody.content)}` : ''}
    <h3>Answers</h3>
    <dl>
      ${Object.entries(responses).map(
        ([status, { description, content }]) =>
          html`<dt>${status}</dt>
            <dd>
              ${description.split('\n').map((line) => html`<div>${renderCode(line)}</div>`)}
              ${content && status.startsWith('2') ? renderContent(content) : ''}
            </dd>`,
      )}
    </dl>
  </section>`;
}

function renderParameters(parameters: NonNullable<Operation['parameters']>): Html {
  return html`<dl>
    ${parameters.map(
      ({ name, in: place, required, schema }) =>
        html`<dt><code>${name}</code></dt>
          <dd>${place}, ${required ? 'required' : 'optional'}: ${renderType(schema)}</dd>`,
    )}
  </dl>`;
}

function renderContent(content: Content): Html {
  return html`${Object.entries(content).map(
    ([type, { schema }]) => html`<p><code>${type}</code>: ${renderType(schema)}</p>`,
  )}`;
}

function renderSchema(schema: JsonSchema): Html {
  if (!schema.properties) return html`<p>${renderType(schema)}</p>`;
  const required = new Set(schema.required ?? []);
  return html`<dl>
    ${Object.entries(schema.properties).map(
      ([name, property]) =>
        html`<dt><code>${name}</code>${required.has(name) ? '' : html` <small>optional</small>`}</dt>
          <dd>
            ${renderType(property)}
            ${nested(property) ? html`<div class="nested">${renderSchema(nested(property) as JsonSchema)}</div>` : ''}
          </dd>`,
    )}
  </dl>`;
}

/** The object inside a property or inside its list, where it has no name of its own to link to. */
function nested(schema: JsonSchema): JsonSchema | undefined {
  if (schema.properties) return schema;
  return schema.items?.properties ? schema.items : undefined;
}

function renderType(schema: JsonSchema): Html {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#${name}">${name}</a>`;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices)
    return html`${choices.map((choice, at) => html`${at > 0 ? ' or ' : ''}${renderType(choice)}`)}`;
  if (schema.items) return html`list of ${renderType(schema.items)}`;
  const type = [schema.type ?? 'anything'].flat().join(' or ');
  return html`${schema.format ? `${type} (${schema.format})` : type}${raw(' ')}${renderLimits(schema)}`;
}

function renderLimits({
  enum: values,
  minimum,
  maximum,
  minLength,
  maxLength,
  default: fallback,
}: JsonSchema): Html {
  const limits = [
    values ? values.map((value) => JSON.stringify(value)).join(' | ') : null,
    minimum === undefined ? null : `at least ${minimum}`,
    maximum === undefined ? null : `at most ${maximum}`,
    minLength === undefined ? null : `at least ${minLength} characters`,
    maxLength === undefined ? null : `at most ${maxLength} characters`,
    fallback === undefined ? null : `default ${JSON.stringify(fallback)}`,
  ].filter((limit) => limit !== null);
  return limits.length > 0 ? html`<small>${limits.join(', ')}</small>` : html``;
}

/** Backticks in descriptions mean code, as in Markdown. */
function renderCode(line: string): Html {
  return html`${line.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

function anchor(method: string, path: string): string {
  return `${method.toLowerCase()}${path.replace(/[^a-z0-9]+/gi, '-').replace(/-$/, '')}`;
}

export const docsStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 56rem; margin: 0 auto; padding: 1.5rem; }
section { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: 0.5rem 0 1rem; }
h2 b, nav b { font-family: ui-monospace, monospace; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.25rem 1rem; margin: 0; }
dd { margin: 0; min-width: 0; }
small { opacity: 0.75; }
nav ul { list-style: none; padding: 0; }
.nested { border-inline-start: 2px solid color-mix(in srgb, currentColor 20%, transparent); padding-inline-start: 0.75rem; }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } dd { padding-inline-start: 1rem; } }
`;
