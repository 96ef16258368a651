import { z } from 'zod';

/** `organization_id` as `organizationId`. */
type Camel<Name extends string> = Name extends `${infer First}_${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

type CamelKeys<Row> = { [Name in keyof Row as Camel<Name & string>]: Row[Name] };

/** Named as in TypeScript what Postgres names in its own way. What is inside a value is let be. */
export function toCamel<Row extends object>(row: Row): CamelKeys<Row> {
  const renamed = Object.entries(row).map(([name, value]) => [
    name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return Object.fromEntries(renamed);
}

/** A row with these columns, as TypeScript names them. */
export function camelRow<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).transform((row) => toCamel(row));
}
