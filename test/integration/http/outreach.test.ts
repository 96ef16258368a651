import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCapturesResponse } from '../../../src/http/contract.ts';
import { createApiKey } from '../../../src/services/supabase/api-keys.ts';
import { createCaptures } from '../../../src/services/supabase/supabase-captures.ts';
import { databases } from '../../support/database-fixtures.ts';
import { academyId, addOutreachCall } from '../outreach/support.ts';
import { ask, readError } from './support/client.ts';
import { startDatabase, startTestServer, type TestSupabase } from './support/stack.ts';

const answers = [
  ['yes please', 'yes', 'model', 0.9],
  ['no', 'no', 'keywords', 0.95],
  ['=1+1', 'unknown', 'model', 0.4],
  ['where from, "my number"?', 'number_question', 'model', 0.8],
  ['', 'unknown', 'silence', 1],
] as const;

describe.each(databases)('answers of outreach calls over HTTP, on %s', (_name, create) => {
  let supabase: TestSupabase;
  let server: { url: string; close(): Promise<void> };
  let headers: Record<string, string>;

  beforeAll(async () => {
    supabase = await startDatabase(create);
    const captures = createCaptures(supabase.db);
    for (const [at, [transcript, captureClass, classifier, confidence]] of answers.entries()) {
      await supabase.database.setNow(`2026-11-20T15:0${at}:00.123Z`);
      const callId = await addOutreachCall(supabase.database.sql);
      await captures.record(callId, {
        index: 0,
        transcript,
        class: captureClass,
        classifier,
        confidence,
        language: 'en-US',
      });
    }
    const { key } = await createApiKey(supabase.db, { organization: 'demo-academy', name: 'test' });
    headers = { 'x-api-key': key };
    server = await startTestServer(supabase.env);
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    await supabase?.close();
  });

  const list = async (query: string) =>
    listCapturesResponse.parse((await ask(server.url, `/outreach/captures${query}`, { headers })).body);

  it('are listed newest first, with what they were taken for', async () => {
    const { captures, next_cursor } = await list('');
    expect(captures.map(({ transcript }) => transcript)).toEqual(answers.map(([text]) => text).toReversed());
    expect(captures.at(-1)).toMatchObject({
      class: 'yes',
      classifier: 'model',
      confidence: 0.9,
      index: 0,
      language: 'en-US',
      created_at: '2026-11-20T15:00:00.123Z',
    });
    expect(next_cursor).toBeNull();
  });

  it('are listed by class', async () => {
    const { captures } = await list('?class=unknown');
    expect(captures.map(({ classifier }) => classifier)).toEqual(['silence', 'model']);
  });

  it('come in pages that leave none out', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 5; page += 1) {
      const { captures, next_cursor } = await list(`?limit=2${cursor && `&before=${cursor}`}`);
      seen.push(...captures.map(({ transcript }) => transcript));
      if (next_cursor === null) break;
      cursor = next_cursor;
    }
    expect(seen).toEqual(answers.map(([text]) => text).toReversed());
  });

  it('are exported by class, and no spreadsheet runs what somebody said', async () => {
    const response = await fetch(`${server.url}/outreach/captures.csv?class=unknown`, { headers });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const rows = parse(await response.text(), { columns: true }) as Array<Record<string, string>>;
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      class: 'unknown',
      transcript: "'=1+1",
      classifier: 'model',
      confidence: '0.4',
    });
  });

  it('are exported whole, in the columns of the examples', async () => {
    const text = await (await fetch(`${server.url}/outreach/captures.csv`, { headers })).text();
    expect(text.split('\r\n')[0]).toMatch(/^class,transcript,/);
    const rows = parse(text, { columns: true }) as Array<Record<string, string>>;
    expect(rows.map(({ transcript }) => transcript)).toContain('where from, "my number"?');
    expect(rows).toHaveLength(5);
  });

  it('belong to their organization: another one sees none of them', async () => {
    const { key } = await createApiKey(supabase.db, { organization: 'demo-clinic', name: 'other' });
    const other = { headers: { 'x-api-key': key } };
    const { body } = await ask(server.url, '/outreach/captures', other);
    expect(listCapturesResponse.parse(body).captures).toEqual([]);
    const { data } = await supabase.db
      .from('outreach_captures')
      .select('id')
      .eq('organization_id', academyId);
    expect(data).toHaveLength(5);
  });

  it('are asked for by a class that there is, and a cursor of ours', async () => {
    const wrongClass = await ask(server.url, '/outreach/captures?class=maybe', { headers });
    expect(wrongClass.status).toBe(400);
    expect(readError(wrongClass)).toMatchObject({ code: 'invalid_request', field: 'query.class' });
    const wrongCursor = await ask(server.url, '/outreach/captures?before=nonsense', { headers });
    expect(readError(wrongCursor)).toMatchObject({ code: 'invalid_request', field: 'query.before' });
  });
});
