import type { CallView } from '../../../../src/http/contract.ts';
import { formatDuration, formatInstant } from '../../lib/format.ts';
import { callHref } from '../../lib/routes.ts';
import { type ScenarioPage, useScenarioPages } from '../../lib/scenario-page.ts';
import { texts } from '../../lib/texts/texts.ts';

export function callTitle({ person }: Pick<CallView, 'person'>): string {
  return person ? (person.name ?? person.phone) : texts.record.unknownPerson;
}

/** How the call came out, in a word or two. */
export function callResult({ ended_at, outcome, disposition }: CallView, { words }: ScenarioPage): string {
  if (!ended_at) return texts.record.running;
  if (disposition) return words.dispositions[disposition] ?? plainCode(disposition);
  return outcome ? texts.outcomes[outcome] : texts.phase.ended;
}

/** A code that an outside scenario or a later version brings: "failed:line_lost" is read "Failed: line lost". */
function plainCode(code: string): string {
  const plain = code.replace(':', ': ').replaceAll('_', ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

export function callLength({ answered_at, started_at, ended_at }: CallView): string | null {
  return ended_at ? formatDuration(Date.parse(ended_at) - Date.parse(answered_at ?? started_at)) : null;
}

export function CallRow({ call }: { call: CallView }) {
  const length = callLength(call);
  const pageOf = useScenarioPages();
  return (
    <li>
      <a
        href={callHref(call.id)}
        data-testid="call-row"
        className="block rounded-lg px-2 py-2 hover:bg-sunken"
      >
        <span className="flex items-baseline justify-between gap-3">
          <span className="min-w-0 truncate font-medium">
            <bdi>{callTitle(call)}</bdi>
          </span>
          <span className={`shrink-0 text-sm ${call.outcome === 'failed' ? 'text-danger' : 'text-soft'}`}>
            {callResult(call, pageOf(call.scenario))}
          </span>
        </span>
        <span className="flex justify-between gap-3 text-sm text-soft">
          <span>
            {formatInstant(call.started_at)} · {texts.channels[call.channel]}
          </span>
          <span className="tabular-nums">{length}</span>
        </span>
      </a>
    </li>
  );
}
