import { type LocalMoment, localMoment } from '../../language/say.ts';
import type { AgentVersion, Call, OpenedCall, Organization } from '../call/call.ts';
import type { Texts } from '../texts/shape.ts';
import { textsFor } from '../texts/texts.ts';

export interface Person {
  /** As the business knows them; null for somebody unknown. */
  name: string | null;
  /** IANA zones in which they may be, the likeliest first; never empty. */
  timeZones: [string, ...string[]];
}

/** Why an outbound call is placed. An inbound one has none. */
export interface OutboundRequest {
  /** What the request brought along, as it came; the scenario's own schema parses it. */
  input: unknown;
  /** 1 for the first time that this is tried. */
  attempt: number;
  person: {
    name: string | null;
    /** Of the number that is called (`timeZonesOf`): "tomorrow at three" is meant where the person is. */
    timeZones: string[];
  };
}

/** What a scenario is told when the call is answered. */
export interface Briefing<Input = unknown> {
  organization: Organization;
  agent: AgentVersion;
  texts: Texts;
  direction: Call['direction'];
  person: Person;
  input: Input;
  attempt: number;
  /** Today in the organization's zone, YYYY-MM-DD, and its weekday in English for the model. */
  today: string;
  weekday: string;
  /** Now in the organization's zone. */
  now: LocalMoment;
  /** The number at the other end: offered for confirmation where somebody called us, never assumed. */
  callerNumber: string | null;
  rehearsal: boolean;
  /** The call is recorded, which is said first. */
  recorded: boolean;
}

export interface BriefingParts<Input> {
  opened: OpenedCall;
  /** Milliseconds since the Unix epoch. */
  now: number;
  input: Input;
  request: OutboundRequest | undefined;
  recorded: boolean;
}

export function brief<Input>(parts: BriefingParts<Input>): Briefing<Input> {
  const { opened, now, input, request, recorded } = parts;
  const { organization, agent, call } = opened;
  const local = localMoment(new Date(now).toISOString(), organization.timeZone);
  const weekday = new Intl.DateTimeFormat('en-US', { timeZone: organization.timeZone, weekday: 'long' });
  return {
    organization,
    agent,
    texts: textsFor(agent.language),
    direction: call.direction,
    person: personOf(request, organization),
    input,
    attempt: request?.attempt ?? 1,
    today: local.date,
    weekday: weekday.format(now),
    now: local,
    callerNumber: numberOf(call),
    rehearsal: call.rehearsal,
    recorded,
  };
}

/** Of a telephone caller as the network told it, of a browser as the business signed it in, or the one that we called. */
function numberOf({ channel, direction, fromPhone, toPhone }: Call): string | null {
  if (direction === 'outbound') return toPhone;
  return channel === 'sip' || channel === 'web' ? fromPhone : null;
}

function personOf(request: OutboundRequest | undefined, organization: Organization): Person {
  const [zone = organization.timeZone, ...others] = request?.person.timeZones ?? [];
  return { name: request?.person.name ?? null, timeZones: [zone, ...others] };
}
