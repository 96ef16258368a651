import { Check, LoaderCircle, X } from 'lucide-react';
import type { Activity, ToolRun } from '../lib/activity.ts';
import { formatClock } from '../lib/format.ts';
import type { ScenarioPage } from '../lib/scenario-page.ts';
import { texts } from '../lib/texts/texts.ts';
import { toolFact, toolSentence } from '../lib/tool-words.ts';

/** What the agent looked up and changed; the data behind each line opens on demand. */
export function ActivityList({ activity, page }: { activity: Activity; page: ScenarioPage }) {
  return (
    <ol className="flex flex-col" aria-live="off">
      {activity.map((run) => (
        <li key={run.id} data-tool={run.tool} data-status={run.status}>
          <details className="group rounded-lg open:bg-sunken">
            <summary className="flex list-none items-start gap-2.5 rounded-lg px-2 py-2 hover:bg-sunken">
              <StatusIcon status={run.status} />
              <span className="min-w-0 grow">
                <span className="block font-medium">{toolSentence(run, page)}</span>
                <Fact run={run} page={page} />
              </span>
              <time dateTime={run.startedAt} className="shrink-0 text-xs text-soft tabular-nums">
                {formatClock(run.startedAt)}
              </time>
            </summary>
            <div className="flex flex-col gap-2 px-2 pb-3">
              <Data title={texts.toolFacts.arguments} data={run.asked} />
              <Data title={texts.toolFacts.answer} data={run.answer} />
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}

function Fact({ run, page }: { run: ToolRun; page: ScenarioPage }) {
  const fact = toolFact(run, page);
  if (!fact) return null;
  return (
    <span dir="auto" className="block text-sm break-words text-soft">
      {fact}
    </span>
  );
}

function StatusIcon({ status }: { status: ToolRun['status'] }) {
  const box = 'mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded-full';
  if (status === 'started') {
    return (
      <span className={`${box} text-accent`}>
        <LoaderCircle size={16} aria-hidden className="motion-safe:animate-spin" />
      </span>
    );
  }
  const isDone = status === 'success';
  return (
    <span className={`${box} ${isDone ? 'bg-accent-soft text-accent' : 'bg-danger-soft text-danger'}`}>
      {isDone ? <Check size={13} aria-hidden /> : <X size={13} aria-hidden />}
    </span>
  );
}

function Data({ title, data }: { title: string; data: Record<string, unknown> | null }) {
  if (!data || Object.keys(data).length === 0) return null;
  return (
    <div>
      <p className="text-xs text-soft">{title}</p>
      <pre dir="ltr" className="mt-0.5 overflow-x-auto font-mono text-xs whitespace-pre-wrap break-words">
        {JSON.stringify(data, null, 2)}
      </pre>
    </div>
  );
}
