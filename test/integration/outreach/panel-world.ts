import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type ContactWork, fetchContacts } from '../../../src/scenarios/outreach/campaign/contacts.ts';
import { reportResults } from '../../../src/scenarios/outreach/campaign/results.ts';
import { createPanel } from '../../../src/services/panel/http-panel.ts';
import { createDatabase, type Database } from '../../../src/services/supabase/client.ts';
import { createPanelResults } from '../../../src/services/supabase/panel-results.ts';
import { createCallRequests } from '../../../src/services/supabase/supabase-requests.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { type FakePanel, startFakePanel } from '../../support/fakes/panel.ts';
import { createTestDatabase, type PostgresTestDatabase } from '../../support/postgres.ts';
import { academyId, dialerOf } from './support.ts';

/** Noon in New York, so that everybody may be called. */
export const noon = Date.parse('2026-11-20T17:00:00Z');

const logger = createLogger({ level: 'silent', component: 'test' });

export const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `c${index + 1}`,
    phone: `+120255501${String(index + 10)}`,
    name: `Person ${index + 1}`,
  }));

/** A panel, a database and a runner between them, new for each test, in which time stands still until it is moved. */
export class PanelWorld {
  panel!: FakePanel;
  database!: PostgresTestDatabase;
  work!: ContactWork;
  dialer!: ReturnType<typeof dialerOf>;
  now = noon;

  constructor() {
    beforeAll(async () => {
      this.database = await createTestDatabase();
      this.dialer = dialerOf(this.database);
    }, 120_000);
    afterAll(() => this.database.close());
    beforeEach(async () => {
      this.panel = await startFakePanel();
      await this.pass(noon);
      this.work = this.openWork();
    });
    afterEach(async () => {
      await this.panel.close();
      for (const table of ['panel_results', 'legs', 'calls', 'call_requests', 'do_not_call', 'users'])
        await this.database.sql.exec(`delete from public.${table} where organization_id = '${academyId}'`);
    });
  }

  get db(): Database {
    return createDatabase(this.database.url, this.database.keys.secret);
  }

  /** From now on it is this instant, for the database and for us. */
  async pass(instant: number): Promise<void> {
    this.now = instant;
    await this.database.setNow(new Date(instant).toISOString());
  }

  /** Of one runner: each has its own connection to the panel. */
  openWork(settings: Partial<ContactWork> = {}): ContactWork {
    return {
      organization: { id: academyId, timeZone: 'America/New_York', region: 'US' },
      panel: createPanel({ baseUrl: this.panel.url, token: this.panel.token }, { now: () => this.now }),
      staticContacts: [],
      batchSize: 10,
      retries: 2,
      requests: createCallRequests(this.db),
      results: createPanelResults(this.db),
      logger,
      ...settings,
    };
  }

  fetch(work: ContactWork = this.work): Promise<number> {
    return fetchContacts(work);
  }

  report({ panel, results }: ContactWork = this.work): Promise<number> {
    return reportResults({ organizationId: academyId, panel, results, logger });
  }

  requests() {
    return this.database.sql.query<{
      id: string;
      source_key: string;
      max_attempts: number;
      phone: string;
      input: unknown;
    }>(
      `select id, source_key, max_attempts, phone, input from public.call_requests
       where organization_id = $1::uuid order by source_key`,
      [academyId],
    );
  }

  /** Calls everybody who is due, each ending so. */
  async callAll(
    ending: Parameters<ReturnType<typeof dialerOf>['end']>[1],
    { answered = true } = {},
  ): Promise<number> {
    const calls = await this.dialer.dial();
    for (const callId of calls) {
      if (answered) await this.dialer.answer(callId);
      await this.dialer.end(callId, ending);
    }
    return calls.length;
  }
}
