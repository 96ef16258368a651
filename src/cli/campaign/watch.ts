import { viewOf } from '../../campaigns/campaign-view.ts';
import type { CampaignView } from '../../campaigns/campaign-views.ts';
import type { Campaigns } from '../../campaigns/campaigns.ts';
import { DatabaseError } from '../../shared/errors.ts';
import { endLines, eventLine, progressLine, rankingLines } from './show-campaign.ts';

/** As often as the page's stream looks. */
const lookEveryMs = 1000;

export interface Screen {
  line(text: string): void;
  /** What stands below all lines and changes in place; where nothing can, it is not shown. */
  status(text: string): void;
}

/** @param out a terminal is written over, a file only gets lines */
export function createScreen(out: { isTTY?: boolean; write(text: string): unknown }): Screen {
  const isTerminal = out.isTTY ?? false;
  let status = '';
  const erase = isTerminal ? '\r\u001b[K' : '';
  return {
    line: (text) => void out.write(`${status === '' ? '' : erase}${text}\n${status}`),
    status(text) {
      if (!isTerminal) return;
      status = text;
      out.write(`${erase}${text}`);
    },
  };
}

/**
 * Shows what happens in a campaign until it is over, or somebody has seen enough.
 * @returns the campaign as it was seen last; null when there is none of this id
 */
export async function watchCampaign(
  campaigns: Pick<Campaigns, 'state' | 'eventsAfter'>,
  campaignId: string,
  { screen, signal, wait }: { screen: Screen; signal: AbortSignal; wait: typeof pause },
): Promise<CampaignView | null> {
  let last = 0;
  let ranking = '';
  let isAway = false;
  let view: CampaignView | null = null;
  for (; !signal.aborted; await wait(lookEveryMs, signal)) {
    const look = await lookAt(campaigns, campaignId, last).catch(passOver);
    if (look === 'away') {
      if (!isAway) screen.line('The database does not answer; trying again.');
      isAway = true;
      continue;
    }
    isAway = false;
    if (look === null) return null;
    view = look.view;
    for (const event of look.page.events) {
      last = event.event_id;
      const line = eventLine(event, view);
      if (line !== null) screen.line(line);
    }
    const standing = rankingLines(view).join('\n');
    if (standing !== ranking && view.ranked.length > 0) screen.line(`\n${standing}\n`);
    ranking = standing;
    screen.status(progressLine(view));
    if (look.page.is_over && look.page.events.length === 0) break;
  }
  screen.status('');
  if (view && !signal.aborted) for (const line of endLines(view)) screen.line(line);
  return view;
}

/** The events first: what they tell of is in the state that is read after them. */
async function lookAt(campaigns: Pick<Campaigns, 'state' | 'eventsAfter'>, campaignId: string, last: number) {
  const page = await campaigns.eventsAfter(campaignId, last);
  const state = page && (await campaigns.state(campaignId));
  return state ? { page, view: viewOf(state) } : null;
}

/** A database that is away for a moment is waited for; whatever else is wrong is told. */
function passOver(error: unknown): 'away' {
  if (error instanceof DatabaseError && error.retryable) return 'away';
  throw error;
}

export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
