import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { AgentDesk, AgentSettings } from '../../../src/calls/call/agent-settings.ts';
import type { Calls, OpenedCall } from '../../../src/calls/call/call.ts';
import type { CallView, Records } from '../../../src/calls/call/call-views.ts';
import { buildPage } from '../../../src/cli/start/page.ts';
import { createApp } from '../../../src/http/app/app.ts';
import { type Listening, listen } from '../../../src/http/app/listen.ts';
import type { CallDetailResponse, HealthResponse } from '../../../src/http/contract.ts';
import type { Dependencies } from '../../../src/http/dependencies.ts';
import { appointmentRoutes } from '../../../src/scenarios/appointment/http/appointments.ts';
import type { AppointmentRecord } from '../../../src/scenarios/appointment/store/appointment-views.ts';
import { outreachRoutes } from '../../../src/scenarios/outreach/http/captures.ts';
import type { CaptureRecords } from '../../../src/scenarios/outreach/store/captures.ts';
import type { CaptureView } from '../../../src/scenarios/outreach/store/outreach-views.ts';
import { restaurantRoutes } from '../../../src/scenarios/restaurant/http/routes.ts';
import type { CustomerView } from '../../../src/scenarios/restaurant/store/customer-views.ts';
import type { Customers } from '../../../src/scenarios/restaurant/store/customers.ts';
import { createRooms } from '../../../src/services/livekit/livekit-rooms.ts';
import { createFolderStore } from '../../../src/services/recordings/folder.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { createKeptCampaigns, type KeptCampaigns } from './campaigns.ts';

/**
 * The real HTTP server with the built page and real rooms; only what is kept of calls is set by the test, so that every
 * state of the page can be brought about. Everything that the page meets (content policy, rate limit, tokens) is real.
 */
export interface PageServer extends Listening {
  /** What the server answers; a test changes it in place. */
  kept: {
    health: HealthResponse;
    calls: CallView[];
    details: Map<string, CallDetailResponse>;
    appointments: AppointmentRecord[];
    customers: CustomerView[];
    captures: CaptureView[];
    campaigns: KeptCampaigns;
    /** What every recorded call sounds like. */
    recording: { folder: string; path: string; bytes: number } | null;
    agent: AgentSettings;
    /** False: whoever asks is turned away. */
    isMember: boolean;
  };
  /** The call of the newest token. */
  lastCall(): { callId: string; roomName: string; scenario: string };
}

export interface LivekitAccess {
  url: string;
  apiKey: string;
  apiSecret: string;
}

/** The page as `npm start` serves it: built once, and again only when its sources have changed. */
export async function builtPage(): Promise<string> {
  await buildPage(() => undefined);
  return path.resolve(import.meta.dirname, '../../../web/dist');
}

export async function startPageServer(
  webDirectory: string,
  livekit: LivekitAccess | null,
  limits: Dependencies['limits'] = { tokensPerMinutePerAddress: 100, tokensPerMinutePerOrganization: 100 },
): Promise<PageServer> {
  const kept: PageServer['kept'] = {
    health: healthy(livekit),
    calls: [],
    details: new Map(),
    appointments: [],
    customers: [],
    captures: [],
    campaigns: createKeptCampaigns(),
    agent: {
      name: 'Ava',
      language: 'en-US',
      version: 1,
      knowledge: null,
      callerCheck: 'knowledge',
      business: {
        address: null,
        services: [],
        resources: ['Dr. Rivera'],
        hours: { week: [], exceptions: [] },
      },
    },
    recording: null,
    isMember: true,
  };
  const opened: OpenedCall[] = [];
  const app = createApp({
    authentication: {
      recordsOf: () => recordsOf(kept),
      dialerOf: notAsked,
      agentOf: () => agentOf(kept),
      peopleOf: notAsked,
      trunksOf: notAsked,
      local: { kind: 'api_key', key: 'parley_test' },
    },
    contributed: [
      appointmentRoutes(() => ({ list: async () => kept.appointments })),
      outreachRoutes(() => capturesOf(kept)),
      kept.campaigns.routes,
      restaurantRoutes({ customersOf: () => customersOf(kept), callResultSecret: null }),
    ],
    roomNews: null,
    calls: callsThat(kept, (call) => opened.push(call)),
    recordings: {
      get folder() {
        return kept.recording && createFolderStore(kept.recording.folder);
      },
      supabase: null,
    },
    rooms: livekit && createRooms({ ...livekit, agentName: 'page-test' }),
    health: async () => kept.health,
    livekitUrl: livekit?.url ?? null,
    rehearsal: true,
    corsOrigins: new Set(),
    loopbackOnly: true,
    webDirectory,
    version: 'test',
    keys: { holds: async () => true, drop: () => {} },
    addressOf: () => '127.0.0.1',
    limits,
    clock: systemClock,
    logger: createLogger({ level: 'silent', component: 'page-server' }),
  });
  const listening = await listen(app, { hostname: '127.0.0.1', port: 0 });
  return {
    ...listening,
    kept,
    lastCall() {
      const call = opened.at(-1)?.call;
      if (!call?.roomName) throw new Error('No call was opened yet.');
      return { callId: call.id, roomName: call.roomName, scenario: call.scenario };
    },
  };
}

/** What the page is told of its business, until a test says otherwise. */
const clinic = { name: 'Demo Clinic', scenarios: [{ name: 'appointment', answers: true }] };

/** The page shows nothing of it. */
function notAsked(): never {
  throw new Error('The page asked for something that it does not show.');
}

export function healthy(livekit: LivekitAccess | null): HealthResponse {
  const real = (provider: string) => ({ provider, real: true });
  return {
    ok: true,
    version: 'test',
    database: { ok: true, kind: 'embedded' },
    livekit: livekit ? { ok: true, url: livekit.url } : { ok: false },
    organization: clinic,
    speech: real('deepgram'),
    model: real('openai'),
    voice: real('cartesia'),
    rehearsal: false,
    missing: [],
  };
}

function recordsOf(kept: PageServer['kept']): Records {
  return {
    scenarios: async () => kept.health.organization?.scenarios ?? [],
    memberships: async () => (kept.isMember ? [{ organizationId: 'demo', slug: 'demo-clinic' }] : []),
    calls: async () => ({ calls: kept.calls, next: null }),
    call: async (_organization, id) => kept.details.get(id) ?? null,
    recording: async () => kept.recording && { store: 'folder', ...kept.recording },
  };
}

function agentOf(kept: PageServer['kept']): AgentDesk {
  return {
    read: async () => kept.agent,
    change: async (_organization, { knowledge, address, services, caller_check }) => {
      const { business } = kept.agent;
      kept.agent = {
        ...kept.agent,
        version: kept.agent.version + 1,
        knowledge: knowledge === undefined ? kept.agent.knowledge : knowledge,
        callerCheck: caller_check ?? kept.agent.callerCheck,
        business: {
          ...business,
          address: address === undefined ? business.address : address,
          services: services ?? business.services,
        },
      };
      return kept.agent;
    },
  };
}

/** Only the list is shown, as the database filters it. */
function customersOf(kept: PageServer['kept']): Customers {
  return {
    list: async ({ status }) => ({
      customers: kept.customers.filter((customer) => status === null || customer.status === status),
      next: null,
    }),
    locale: notAsked,
    find: notAsked,
    add: notAsked,
    import: notAsked,
    requestCall: notAsked,
    recordResult: notAsked,
  };
}

function capturesOf(kept: PageServer['kept']): CaptureRecords {
  return { list: async () => ({ captures: kept.captures, next: null }) };
}

/** The page only opens calls; everything else is the agent's business. */
function callsThat(kept: PageServer['kept'], onOpen: (call: OpenedCall) => void): Calls {
  const notNeeded = () => Promise.reject(new Error('The page does not do this.'));
  return {
    async open({ roomName, rehearsal, scenario }) {
      const opened: OpenedCall = {
        call: {
          id: randomUUID(),
          scenario,
          direction: 'inbound',
          channel: 'web',
          roomName,
          fromPhone: null,
          toPhone: null,
          rehearsal,
          startedAt: new Date().toISOString(),
        },
        organization: {
          id: 'demo',
          name: kept.health.organization?.name ?? '',
          timeZone: 'America/New_York',
          region: 'US',
        },
        agent: {
          id: 'agent',
          version: 1,
          name: 'Ada',
          language: 'en-US',
          voice: null,
          persona: null,
          maxCallSeconds: 600,
        },
      };
      onOpen(opened);
      return opened;
    },
    end: async (_id, ending) => ({ ...ending, first: true }),
    take: notNeeded,
    renew: notNeeded,
    recordTurn: notNeeded,
    recordEvent: notNeeded,
    recordUsage: notNeeded,
    recordSummary: notNeeded,
    cost: notNeeded,
    preferences: notNeeded,
  };
}
