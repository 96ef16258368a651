import { ListState } from '../../components/list-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { callsHref } from '../../lib/routes.ts';
import { texts } from '../../lib/texts/texts.ts';
import { CallRow } from './call-row.tsx';
import { useCalls } from './queries.ts';

const shown = 5;

/** Beside the call: what was said before. */
export function RecentCalls() {
  const { data, error, isPending } = useCalls();
  const calls = data?.pages[0]?.calls ?? [];
  const t = texts.lists;
  const all = calls.length > 0 && (
    <a href={callsHref} className="text-sm text-accent underline underline-offset-4">
      {t.all}
    </a>
  );
  return (
    <Panel title={t.calls} aside={all} testId="recent-calls">
      <ListState isPending={isPending} error={error} isEmpty={calls.length === 0} empty={t.noCalls} />
      <ul className="px-2 pb-2">
        {calls.slice(0, shown).map((call) => (
          <CallRow key={call.id} call={call} />
        ))}
      </ul>
    </Panel>
  );
}
