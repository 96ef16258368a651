import { texts } from '../../lib/texts/texts.ts';
import type { CallState } from './call-state.ts';

interface SuggestionsProps {
  expectation: CallState['expectation'];
  disabled: boolean;
  onSay: (text: string) => void;
}

/** What the agent waits for now, as phrases that a click says. */
export function Suggestions({ expectation, disabled, onSay }: SuggestionsProps) {
  if (!expectation || expectation.suggestions.length === 0) return null;
  return (
    <div data-testid="suggestions" data-expects={expectation.expects}>
      <p id="suggestions" className="text-xs text-soft">
        {texts.call.suggestions}
      </p>
      <ul aria-labelledby="suggestions" className="mt-1 flex flex-wrap gap-1.5">
        {[...new Set(expectation.suggestions)].map((phrase) => (
          <li key={phrase}>
            <button
              type="button"
              dir="auto"
              disabled={disabled}
              onClick={() => onSay(phrase)}
              className="min-h-9 first-letter:uppercase rounded-full border border-line bg-surface px-3 text-sm hover:border-accent hover:bg-accent-soft disabled:opacity-55"
            >
              {phrase}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
