import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { expect, inject, it } from 'vitest';
import type { SqlRunner } from '../../../src/embedded/migrations.ts';
import { migrateNew, runnerOf } from '../../support/postgres-template.ts';

/** What a project has that Parley is added to: open, closed and half open, to roles of its own as well. */
const foreign = (role: string) => `
  create role ${role} nologin;
  create schema shop;
  create table public.shop_orders (id bigint generated always as identity, note text);
  create table public.shop_secrets (id bigserial primary key, note text);
  create table shop.stock (id integer);
  create view public.shop_totals as select count(*) from public.shop_orders;
  create function public.shop_total() returns bigint language sql as 'select count(*) from public.shop_orders';
  create function public.shop_reset() returns void language sql as 'select';
  create procedure public.shop_close() language sql as 'select';
  grant all on public.shop_orders to anon, authenticated;
  grant update (note) on public.shop_secrets to ${role};
  revoke all on public.shop_secrets from anon, authenticated, service_role;
  grant insert on public.shop_totals to anon with grant option;
  revoke execute on function public.shop_reset() from public, anon, authenticated, service_role;
  grant execute on function public.shop_reset() to ${role};
  grant usage on schema shop to ${role};
  alter default privileges in schema public grant select on tables to ${role};
  alter default privileges in schema public revoke execute on functions from anon;
`;

/** Every grant that is not about what Parley made: on tables, columns, sequences, functions, schemas, and by default. */
const grants = `
  select 'relation' as kind, oid::regclass::text as name, relacl::text as acl from pg_class
  where relname like 'shop_%' or relnamespace = 'shop'::regnamespace
  union all
  select 'column', attrelid::regclass || '.' || attname, attacl::text from pg_attribute
  where attacl is not null and attrelid::regclass::text like '%shop_%'
  union all
  select 'function', oid::regprocedure::text, proacl::text from pg_proc where proname like 'shop_%'
  union all
  select 'schema', nspname, nspacl::text from pg_namespace where nspname in ('public', 'shop')
  union all
  select 'default', defaclrole::regrole || ' ' || defaclnamespace::regnamespace || ' ' || defaclobjtype::text, defaclacl::text
  from pg_default_acl
  order by 1, 2`;

const read = (sql: SqlRunner) => sql.query<{ kind: string; name: string; acl: string | null }>(grants, []);

it('a project’s own tables, functions and default privileges keep their grants exactly', async () => {
  const adminUrl = inject('postgresUrl');
  const suffix = randomUUID().replaceAll('-', '');
  const name = `foreign_${suffix}`;
  let before: Awaited<ReturnType<typeof read>> = [];
  await migrateNew(adminUrl, name, async (sql) => {
    await sql.exec(foreign(`clerk_${suffix}`));
    before = await read(sql);
  });

  const owner = postgres(`${adminUrl}/${name}`, { max: 1, onnotice: () => undefined });
  const after = await read(runnerOf(owner));
  await owner.end();
  const server = postgres(`${adminUrl}/postgres`, { max: 1 });
  await server.unsafe(`drop database ${name} with (force)`);
  await server.unsafe(`drop role clerk_${suffix}`);
  await server.end();

  expect(before.length).toBeGreaterThan(12);
  expect(after).toEqual(before);
});

it('roles are let at what Parley made by name: nobody else runs its functions, and no reader writes its tables', async () => {
  const adminUrl = inject('postgresUrl');
  const name = `listed_${randomUUID().replaceAll('-', '')}`;
  await migrateNew(adminUrl, name);
  const owner = postgres(`${adminUrl}/${name}`, { max: 1, onnotice: () => undefined });
  const open = await owner`
    select oid::regprocedure::text as what from pg_proc
    where pronamespace in ('public'::regnamespace, 'app'::regnamespace)
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
      and (proacl is null or exists (select from aclexplode(proacl) where grantee = 0))
    union all
    select distinct oid::regclass::text || ' ' || privilege from pg_class,
      unnest(array['anon', 'authenticated']) as role, unnest(array['insert', 'update', 'delete', 'truncate']) as privilege
    where relnamespace in ('public'::regnamespace, 'app'::regnamespace) and relkind in ('r', 'v')
      and has_table_privilege(role, oid, privilege)
    order by 1`;
  await owner.end();
  const server = postgres(`${adminUrl}/postgres`, { max: 1 });
  await server.unsafe(`drop database ${name} with (force)`);
  await server.end();

  expect([...open]).toEqual([]);
});
