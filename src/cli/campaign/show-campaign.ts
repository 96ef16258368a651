import type { CampaignEvent, CampaignView, RankedOfferView } from '../../campaigns/campaign-views.ts';
import type { ListedCampaign } from '../../campaigns/campaigns.ts';

/** A campaign in lines of a terminal. */

/** Of an offer's id: enough to name it by. */
export const shortIdLength = 8;

/** More would push away what happens. */
const mostRanked = 5;

export function progressLine({ progress, debug }: CampaignView): string {
  const open = debug.providers.filter(({ state }) => state === 'waiting' || state === 'calling').length;
  const { total_providers: total, in_progress: calling, offers } = progress;
  const parts = [
    `${Math.max(0, total - open)} of ${total} providers done`,
    `${calling} being called`,
    offers === 1 ? '1 offer' : `${offers} offers`,
  ];
  return parts.join(', ');
}

/** One line a campaign, the newest first. */
export function listLines(listed: readonly ListedCampaign[], timeZone: string): string[] {
  return listed.map(({ campaign_id, status, service, location, created_at, offers, reference }) => {
    const since = whenOf({ start: created_at, time_zone: timeZone }, timeZone);
    const found = reference ?? (offers === 1 ? '1 offer' : `${offers} offers`);
    return `${campaign_id}  ${status.padEnd(10)}  ${found.padEnd(13)}  ${service} near ${location}, ${since}`;
  });
}

/** The best offers, with the parts of their scores. */
export function rankingLines({ ranked, time_zone }: CampaignView): string[] {
  if (ranked.length === 0) return ['  no offer stands'];
  const width = Math.max(...ranked.slice(0, mostRanked).map(({ provider_name }) => provider_name.length));
  const lines = ranked.slice(0, mostRanked).map((offer, index) => {
    const { earliest, rating, distance, preference } = offer.parts;
    const parts = `early ${of100(earliest)}, rating ${of100(rating)}, near ${of100(distance)}, liked ${of100(preference)}`;
    const id = offer.offer_id.slice(0, shortIdLength);
    return `  ${index + 1}  ${of100(offer.score).padStart(3)}  ${offer.provider_name.padEnd(width)}  ${whenOf(offer, time_zone)}  [${id}] ${parts}`;
  });
  return ranked.length > mostRanked ? [...lines, `     and ${ranked.length - mostRanked} more`] : lines;
}

type Moment = Pick<RankedOfferView, 'start' | 'time_zone'>;

/** `Mon, Mar 15, 10:00 AM PDT (1:00 PM EDT there)`. */
export function whenOf({ start, time_zone: there }: Moment, here: string): string {
  const shown = (timeZone: string, withDay: boolean) =>
    new Intl.DateTimeFormat('en-US', {
      ...(withDay ? { weekday: 'short', month: 'short', day: 'numeric' } : {}),
      hour: 'numeric',
      minute: '2-digit',
      timeZone,
      timeZoneName: 'short',
    })
      .format(new Date(start))
      // ICU puts a narrow space before AM, which some terminals do not have.
      .replaceAll(/[\u202f\u00a0]/g, ' ');
  const [inHere, inThere] = [shown(here, true), shown(there, true)];
  if (inHere === inThere) return inHere;
  const [day] = inHere.split(/, (?=\d+:)/);
  return `${inHere} (${inThere.startsWith(`${day}, `) ? shown(there, false) : inThere} there)`;
}

/** What happened, in a line; null for what the other lines show. */
export function eventLine({ kind, data }: CampaignEvent, view: CampaignView): string | null {
  const who = nameOf(data, view);
  switch (kind) {
    case 'started':
      return `${view.debug.providers.length} providers of ${view.service} near ${view.location}`;
    case 'dialing':
      return `  ${who}: ringing (call ${data.call_id})`;
    case 'answered':
      return `  ${who}: somebody answered`;
    case 'call_ended':
      return `  ${who}: ${plain(data.disposition ?? data.outcome ?? 'the call is over')}`;
    case 'offer':
      return `  ${who}: offers ${typeof data.start === 'string' ? whenOf(momentOf(data, data.start, view), view.time_zone) : 'a slot'}`;
    case 'note':
      return `  ${who}: ${data.message}`;
    case 'gone':
      return `  ${who}: no longer has its slot`;
    case 'confirming':
      return `  ${who}: is asked to book the slot`;
    case 'released':
      return `  ${who}: is let go`;
    case 'confirmed':
      return `Confirmed: ${data.confirmation_ref}`;
    default:
      return null;
  }
}

/** How it ended, and what to do next. */
export function endLines(view: CampaignView): string[] {
  const { status, failure, confirmation, ranked, campaign_id: id, time_zone } = view;
  if (confirmation?.confirmation_ref) {
    const { offer } = confirmation;
    return [`${confirmation.confirmation_ref}: ${whenOf(offer, time_zone)}, ${offer.provider_name}`];
  }
  if (status === 'completed' && ranked.length > 0) {
    return [
      'The search is over. Take one of them:',
      ...rankingLines(view),
      `  npm run parley -- campaign confirm ${id} 1 --name NAME`,
    ];
  }
  if (status !== 'failed') return [`The campaign is ${status}.`];
  const why = view.debug.providers.map(
    ({ name, state, reason }) => `  ${name}: ${plain(state)}${reason === null ? '' : ` (${plain(reason)})`}`,
  );
  return [`No slot was found: ${plain(failure ?? 'no offers')}.`, ...why];
}

const of100 = (share: number): string => String(Math.round(share * 100));

const plain = (code: unknown): string => String(code).replaceAll('_', ' ');

function nameOf(data: CampaignEvent['data'], { debug, ranked }: CampaignView): string {
  const id = data.provider_id ?? ranked.find(({ offer_id }) => offer_id === data.offer_id)?.provider_id;
  return debug.providers.find(({ provider_id }) => provider_id === id)?.name ?? 'A provider';
}

/** The offer as it stands; one that is gone again is told in the person's own time. */
function momentOf(data: CampaignEvent['data'], start: string, view: CampaignView): Moment {
  const known = view.ranked.find(({ offer_id }) => offer_id === data.offer_id);
  return known ?? { start, time_zone: view.time_zone };
}
