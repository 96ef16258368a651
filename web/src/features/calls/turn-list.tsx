import type { TurnView } from '../../../../src/http/contract.ts';
import { formatClock } from '../../lib/format.ts';
import { texts } from '../../lib/texts/texts.ts';

/** Words that were played to their end were heard, whatever came then. */
function wasCut({ interrupted, heard, text }: TurnView): boolean {
  const plain = (words: string) => words.replace(/\s+/g, ' ').trim();
  return interrupted && plain(heard ?? '') !== plain(text);
}

/** The kept transcript; of an interrupted turn also what was really heard. */
export function TurnList({ turns }: { turns: readonly TurnView[] }) {
  if (turns.length === 0) return <p className="px-4 pb-4 text-soft">{texts.record.noTranscript}</p>;
  return (
    <ol data-testid="turns" className="flex flex-col gap-3 px-4 pb-4">
      {turns.map((turn) => (
        <li key={turn.index} data-role={turn.role} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3">
          <span className="text-sm text-soft">
            <span className="block font-medium text-ink">
              {turn.role === 'agent' ? texts.call.agent : texts.record.person}
            </span>
            <time dateTime={turn.started_at} className="text-xs tabular-nums">
              {formatClock(turn.started_at)}
            </time>
          </span>
          <div>
            <p dir="auto" className="break-words">
              {turn.text}
            </p>
            {wasCut(turn) && (
              <p dir="auto" className="text-sm break-words text-soft">
                {texts.record.interrupted} {turn.heard || texts.record.nothingHeard}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
