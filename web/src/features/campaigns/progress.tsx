import type { CampaignView } from '../../../../src/campaigns/campaign-views.ts';
import { Panel } from '../../components/panel.tsx';
import { words } from './words.ts';

const counts = ['in_progress', 'completed_calls', 'failed_calls', 'offers'] as const;

/** How far the calls are. */
export function Progress({ campaign: { progress, debug } }: { campaign: CampaignView }) {
  const total = progress.total_providers;
  const open = debug.providers.filter(({ state }) => state === 'waiting' || state === 'calling').length;
  const done = Math.max(0, total - open);
  return (
    <Panel title={words.progress} testId="progress">
      <div className="px-4 pb-4">
        <progress
          value={done}
          max={Math.max(total, 1)}
          aria-label={words.decided(done, total)}
          className="h-2 w-full accent-accent"
        />
        <p aria-hidden className="text-sm text-soft">
          {words.decided(done, total)}
        </p>
        <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-1 text-sm sm:grid-cols-4 lg:grid-cols-2">
          {counts.map((name) => (
            <div key={name}>
              <dt className="text-soft">{words.counts[name]}</dt>
              <dd data-testid={name} className="font-semibold tabular-nums">
                {progress[name]}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Panel>
  );
}
