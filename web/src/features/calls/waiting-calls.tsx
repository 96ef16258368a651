import { Panel } from '../../components/panel.tsx';
import { useScenarioPages } from '../../lib/scenario-page.ts';
import { texts } from '../../lib/texts/texts.ts';
import { useWaitingCalls } from './queries.ts';
import { lastTry, whyWaiting } from './why-waiting.ts';

/** Whom we still owe a call, and why their telephone does not ring now. Nothing where nobody waits. */
export function WaitingCalls() {
  const { data } = useWaitingCalls();
  const pageOf = useScenarioPages();
  const requests = data?.requests ?? [];
  if (requests.length === 0) return null;
  return (
    <Panel title={texts.waiting.title} testId="waiting-calls" className="mb-4">
      <ul className="px-2 pb-2">
        {requests.map((request) => (
          <li key={request.request_id} className="px-2 py-2">
            <p className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 truncate font-medium">
                <bdi>{request.name ?? request.phone}</bdi>
              </span>
              <span className="shrink-0 text-sm text-soft">{pageOf(request.scenario).words.title}</span>
            </p>
            <p className="text-sm text-soft">
              {[whyWaiting(request), lastTry(request)].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {data?.next_cursor && <p className="px-4 pb-3 text-sm text-soft">{texts.waiting.more}</p>}
    </Panel>
  );
}
