import { ListState } from '../../components/list-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { callHref } from '../../lib/routes.ts';
import { texts } from '../../lib/texts/texts.ts';
import { useCaptures } from './queries.ts';
import { words } from './words.ts';

const shown = 6;

/** What people said to the offer, and how it was understood; newest first. */
export function LatestAnswers() {
  const { data, error, isPending } = useCaptures();
  const captures = data?.captures.slice(0, shown) ?? [];
  return (
    <Panel title={words.answers} testId="latest-answers">
      <ListState
        isPending={isPending}
        error={error}
        isEmpty={captures.length === 0}
        empty={words.noAnswers}
      />
      <ul className="px-2 pb-2">
        {captures.map(({ id, call_id, transcript, class: understood }) => (
          <li key={id} className="px-2 py-2">
            <p className="font-medium">{words.classes[understood]}</p>
            <p dir="auto" className="text-sm break-words text-soft">
              {transcript ? texts.quoted(transcript) : words.nothingSaid}
              {' · '}
              <a href={callHref(call_id)} className="underline underline-offset-2 hover:text-ink">
                {words.itsCall}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
