import { z } from 'zod';

/** What a program that knows only `/openapi.json` knows of the API. */

export type Schema = Record<string, unknown>;

export interface Operation {
  /** As `POST /calls/{id}`. */
  route: string;
  method: string;
  path: string;
  parameters: Array<{ name: string; in: 'query' | 'path' | 'header'; required: boolean; schema: Schema }>;
  body: { type: string; schema: Schema } | null;
}

export interface Description {
  operations: Operation[];
  /** Follows `$ref`. */
  resolve(schema: Schema): Schema;
}

const schema = z.record(z.string(), z.unknown());

const operation = z.object({
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['query', 'path', 'header']),
        required: z.boolean().default(false),
        schema,
      }),
    )
    .default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema })) }).optional(),
});

const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

export async function readDescription(url: string): Promise<Description> {
  const response = await fetch(`${url}/openapi.json`);
  const { paths, components } = document.parse(await response.json());
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => {
      const [body] = Object.entries(requestBody?.content ?? {});
      return {
        route: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters,
        body: body === undefined ? null : { type: body[0], schema: body[1].schema },
      };
    }),
  );
  const resolve = (of: Schema): Schema => {
    const name = /^#\/components\/schemas\/(.+)$/.exec(String(of.$ref ?? ''))?.[1];
    return name === undefined ? of : resolve(components.schemas[name] ?? {});
  };
  return { operations, resolve };
}
