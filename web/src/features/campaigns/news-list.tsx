import type { CampaignView } from '../../../../src/campaigns/campaign-views.ts';
import { Panel } from '../../components/panel.tsx';
import { formatClock } from '../../lib/format.ts';
import { type News, sentenceOf } from './news.ts';
import { words } from './words.ts';

/** More would be scrolled past; all of them are in GET /campaigns/{id}/events. */
const shown = 60;

/** What happened, the newest first. */
export function NewsList({ news, campaign }: { news: readonly News[]; campaign: CampaignView }) {
  const told = news.flatMap((one) => {
    const sentence = sentenceOf(one, campaign);
    return sentence === null ? [] : [{ id: one.id, at: one.at, sentence }];
  });
  return (
    <Panel title={words.news} testId="news">
      {told.length === 0 && <p className="px-4 pb-3 text-sm text-soft">{words.noNews}</p>}
      <ol className="px-4 pb-3">
        {told
          .slice(-shown)
          .toReversed()
          .map(({ id, at, sentence }) => (
            <li key={id} className="flex items-baseline gap-3 py-1 text-sm">
              <time dateTime={at} className="shrink-0 text-xs text-soft tabular-nums">
                {formatClock(at)}
              </time>
              <span dir="auto" className="min-w-0 break-words">
                {sentence}
              </span>
            </li>
          ))}
      </ol>
    </Panel>
  );
}
