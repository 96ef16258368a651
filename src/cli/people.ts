import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';
import type { People, PersonExport, RetentionChanges } from '../calls/people/people.ts';
import { removeRecordings } from '../calls/people/remove-recordings.ts';
import type { RecordingStore, RecordingStoreName } from '../calls/recording/store.ts';
import { changeRetentionRequest } from '../http/contract.ts';
import { createRecordingStores } from '../services/recordings/configured.ts';
import { findOrganizationId } from '../services/supabase/organizations.ts';
import { createPeople } from '../services/supabase/supabase-people.ts';
import { UsageError } from '../shared/errors.ts';
import { createLogger } from '../shared/logger.ts';
import { ownersOnly, typedFields, wrongOptions } from './rules/options.ts';
import { withDatabase } from './with-database.ts';

type Stores = Record<RecordingStoreName, RecordingStore | null>;

/** People of the organization that this deployment answers for, by their number. */
export function people({
  values: { to, ...days },
  positionals: [verb, number = ''],
}: {
  values: { to?: string } & Record<string, unknown>;
  positionals: string[];
}): Promise<number> {
  if (verb === 'keep') return keep(readDays(days));
  const phone = readNumber(number);
  return withDatabase(async (db, config) => {
    const organizationId = await findOrganizationId(db, config.ORGANIZATION);
    const stores = createRecordingStores(config);
    const known = createPeople(db);
    if (verb === 'export') return exportPerson(known, organizationId, phone, stores, to ?? null);
    const logger = createLogger({
      level: config.LOG_LEVEL,
      unredacted: config.LOG_UNREDACTED,
      component: 'cli',
    });
    const erasure = await known.erase(organizationId, phone);
    if (typeof erasure === 'string') throw new UsageError(refusals[erasure]);
    const left = await removeRecordings(erasure.recordings, stores, logger);
    console.log(
      JSON.stringify(
        { ...erasure, recordings: { deleted: erasure.recordings.length - left, left } },
        null,
        2,
      ),
    );
    return 0;
  });
}

function keep(changes: RetentionChanges): Promise<number> {
  return withDatabase(async (db, { ORGANIZATION }) => {
    const organizationId = await findOrganizationId(db, ORGANIZATION);
    const known = createPeople(db);
    const kept =
      Object.keys(changes).length === 0
        ? await known.retention(organizationId)
        : ownersOnly(await known.changeRetention(organizationId, changes));
    for (const field of kinds) {
      const days = kept[field];
      console.log(`${whatGoes[field]}: ${days === null ? 'kept for good' : `go after ${days} days`}`);
    }
    return 0;
  });
}

const whatGoes = {
  transcript_days: 'Transcripts and summaries',
  event_days: 'Events, tool calls and reviews',
  recording_days: 'Recordings',
  only_called_days: 'People who were only called',
};
const kinds = Object.keys(whatGoes) as Array<keyof typeof whatGoes>;

function readDays(values: Record<string, unknown>): RetentionChanges {
  const parsed = changeRetentionRequest.safeParse(
    typedFields(kinds, values, (typed) => (typed.trim() === '' ? null : Number(typed))),
  );
  if (parsed.success) return parsed.data;
  throw wrongOptions(parsed.error);
}

const refusals = {
  owner_required: 'Only the owner of the organization may do this.',
  person_in_call: 'Somebody talks with this person, or calls them, at this moment. Try again after the call.',
};

function readNumber(typed: string): string {
  const phone = typed.replace(/[\s().-]/g, '');
  if (/^\+[1-9]\d{6,14}$/.test(phone)) return phone;
  throw new UsageError(`"${typed}" is no number with + and the country.`);
}

async function exportPerson(
  known: People,
  organizationId: string,
  phone: string,
  stores: Stores,
  folder: string | null,
): Promise<number> {
  const person = await known.export(organizationId, phone);
  if (typeof person === 'string') throw new UsageError(refusals[person]);
  const text = `${JSON.stringify({ phone, ...person }, null, 2)}\n`;
  if (folder === null) {
    process.stdout.write(text);
    return 0;
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path.join(folder, 'person.json'), text, { mode: 0o600 });
  const missing = await saveRecordings(person, stores, folder);
  console.log(`${folder}: person.json and ${person.recordings.length - missing} recordings`);
  if (missing > 0) console.error(`${missing} recordings could not be opened; see RECORDING_STORE.`);
  return missing === 0 ? 0 : 1;
}

/** @returns how many could not be had */
async function saveRecordings({ recordings }: PersonExport, stores: Stores, folder: string): Promise<number> {
  let missing = 0;
  for (const { callId, store, path: kept } of recordings) {
    const audio = await stores[store]?.open(kept);
    if (audio)
      await audio.pipeTo(
        Writable.toWeb(createWriteStream(path.join(folder, `${callId}.wav`), { mode: 0o600 })),
      );
    else missing += 1;
  }
  return missing;
}
