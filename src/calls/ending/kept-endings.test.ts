import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import { DatabaseError } from '../../shared/errors.ts';
import { createLogger } from '../../shared/logger.ts';
import { type Calls, CallTakenError, type Ending } from '../call/call.ts';
import { createKeptEndings, deliverEndings, keepingEndings } from './kept-endings.ts';

const logger = createLogger({ level: 'silent', component: 'test' });
const ending: Ending = { outcome: 'answered', disposition: 'booked', endReason: 'agent_ended' };
const away = new DatabaseError('end_call', { retryable: true });

let directory = '';
let folder = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-endings-'));
  folder = join(directory, 'endings');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A database that notes the endings it was asked to write; `fault` is what it answers instead. */
function databaseThat(fault?: Error) {
  const written: Array<[string, Ending]> = [];
  const end: Calls['end'] = async (callId, wanted) => {
    if (fault) throw fault;
    written.push([callId, wanted]);
    return { ...wanted, first: true };
  };
  return { written, calls: { end } };
}

const deliver = (calls: Pick<Calls, 'end'>, inMs = 60_000) =>
  deliverEndings({
    folder,
    callsOf: () => calls,
    clock: { ...systemClock, now: () => Date.now() + inMs },
    logger,
  });

test('an ending that the database has leaves no file', async () => {
  const { calls, written } = databaseThat();
  await keepingEndings(calls as Calls, createKeptEndings(folder), logger).end('call', ending);
  expect(written).toEqual([['call', ending]]);
  expect(await readdir(folder)).toEqual([]);
});

test('one that it could not take outlives the process, and is written once, for whoever looks next', async () => {
  const kept = keepingEndings(databaseThat(away).calls as Calls, createKeptEndings(folder), logger);
  await expect(kept.end('call', ending)).rejects.toThrow(DatabaseError);
  const { calls, written } = databaseThat();
  expect(await deliver(calls)).toBe(1);
  expect(await deliver(calls)).toBe(0);
  expect(written).toEqual([['call', ending]]);
});

test('its file is for its owner alone, whatever the umask', async () => {
  const before = process.umask(0);
  try {
    await createKeptEndings(folder).keep('call', ending);
  } finally {
    process.umask(before);
  }
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, 'call.json'))).mode & 0o777).toBe(0o600);
});

test('while the database is away nothing is thrown away', async () => {
  await createKeptEndings(folder).keep('call', ending);
  await expect(deliver(databaseThat(away).calls)).rejects.toThrow(DatabaseError);
  expect(await readdir(folder)).toEqual(['call.json']);
});

test('a job that lives writes its own', async () => {
  await createKeptEndings(folder).keep('call', ending);
  const { calls, written } = databaseThat();
  expect(await deliver(calls, 1_000)).toBe(0);
  expect(written).toEqual([]);
});

test('what is broken, or refused for ever, holds up no other', async () => {
  const kept = createKeptEndings(folder);
  await kept.keep('a', ending);
  await writeFile(join(folder, 'b.json'), '{"outcome":"answ');
  await utimes(join(folder, 'b.json'), 0, 0);
  await kept.keep('c', ending);
  const { calls, written } = databaseThat();
  const refusing: Pick<Calls, 'end'> = {
    end: (callId, wanted) =>
      callId === 'a' ? Promise.reject(new DatabaseError('end_call')) : calls.end(callId, wanted),
  };
  expect(await deliver(refusing)).toBe(1);
  expect(written).toEqual([['c', ending]]);
  expect(await readdir(folder)).toEqual([]);
});

test('it is written as the job that kept it, and is none of a job that runs the call by now', async () => {
  await createKeptEndings(folder, 'first').keep('call', ending);
  const asked: Array<string | null> = [];
  const clock = { ...systemClock, now: () => Date.now() + 60_000 };
  const callsOf = (owner: string | null) => {
    asked.push(owner);
    return databaseThat(new CallTakenError()).calls;
  };
  expect(await deliverEndings({ folder, callsOf, clock, logger })).toBe(0);
  expect(asked).toEqual(['first']);
  expect(await readdir(folder)).toEqual([]);
});

test('a job that lost its call to another leaves no ending behind', async () => {
  const kept = keepingEndings(
    databaseThat(new CallTakenError()).calls as Calls,
    createKeptEndings(folder, 'first'),
    logger,
  );
  await expect(kept.end('call', ending)).rejects.toThrow(CallTakenError);
  expect(await readdir(folder)).toEqual([]);
});

test('a disk that cannot be written to keeps no call from ending', async () => {
  await writeFile(folder, 'not a folder');
  const { calls, written } = databaseThat();
  await keepingEndings(calls as Calls, createKeptEndings(folder), logger).end('call', ending);
  expect(written).toEqual([['call', ending]]);
  expect(await deliver(calls)).toBe(0);
});
