import { z } from 'zod';
import type { CampaignView } from '../../../../src/campaigns/campaign-views.ts';
import type { ServerEvent } from '../../lib/event-stream.ts';
import { reportIgnored } from '../../lib/report.ts';
import { clockOf } from './when.ts';
import { words } from './words.ts';

const text = z.string().optional().catch(undefined);

/** What an event may tell; a kind that a later version brings has what it has of it. */
const told = z.looseObject({
  at: z.iso.datetime({ offset: true }),
  provider_id: text,
  offer_id: text,
  call_id: text,
  start: text,
  message: text,
  confirmation_ref: text,
  status: text,
  providers: z.number().optional().catch(undefined),
});

/** Something that happened in a campaign, as its stream tells it. */
export interface News extends z.infer<typeof told> {
  id: number;
  kind: string;
}

export function readNews({ id, name, data }: ServerEvent): News | null {
  try {
    return {
      ...told.parse(JSON.parse(data)),
      id: z.coerce.number().int().parse(z.string().parse(id)),
      kind: name,
    };
  } catch (error) {
    reportIgnored('an event of a campaign', error);
    return null;
  }
}

export type CallState = 'ringing' | 'talking';

/** The calls that go on now, by their ids. */
export function callsNow(news: readonly News[]): ReadonlyMap<string, CallState> {
  const calls = new Map<string, CallState>();
  for (const { kind, call_id } of news) {
    if (call_id === undefined) continue;
    if (kind === 'dialing') calls.set(call_id, 'ringing');
    if (kind === 'answered') calls.set(call_id, 'talking');
    if (kind === 'call_ended') calls.delete(call_id);
  }
  return calls;
}

/** One sentence of it; null for what the rest of the page says better. */
export function sentenceOf(news: News, campaign: CampaignView): string | null {
  const t = words.happened;
  const name = nameIn(news, campaign);
  switch (news.kind) {
    case 'started':
      return t.started(news.providers ?? campaign.debug.providers.length);
    case 'dialing':
    case 'answered':
    case 'call_ended':
    case 'gone':
    case 'confirming':
    case 'released':
      return t[news.kind](name);
    case 'offer':
      return news.start ? t.offer(name, clockOf(news.start, campaign.time_zone)) : null;
    case 'note':
      return news.message ? t.note(name, news.message) : null;
    case 'confirmed':
      return news.confirmation_ref ? t.confirmed(news.confirmation_ref) : null;
    case 'status':
      return statuses[news.status ?? ''] ?? null;
    default:
      return null;
  }
}

const statuses: Record<string, string> = words.status;

/** What somebody who cannot see the page is told without asking. */
const announced = new Set(['offer', 'gone', 'confirming', 'confirmed', 'status']);

export function lastAnnouncement(news: readonly News[], campaign: CampaignView): string {
  const last = news.findLast(({ kind }) => announced.has(kind));
  return (last && sentenceOf(last, campaign)) ?? '';
}

/** Some kinds name only the offer. */
function nameIn({ provider_id, offer_id }: News, { debug, ranked }: CampaignView): string {
  const id = provider_id ?? ranked.find((offer) => offer.offer_id === offer_id)?.provider_id;
  return debug.providers.find((provider) => provider.provider_id === id)?.name ?? words.somebody;
}
