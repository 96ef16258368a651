import { Keyboard, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import type { ScenarioPage } from '../../lib/scenario-page.ts';
import { texts } from '../../lib/texts/texts.ts';
import type { CallControls } from './use-call.ts';

interface StartPanelProps {
  /** Who is called; null until that is known. */
  organization: string | null;
  /** What a call can be about; none where the organization only calls. */
  choices: readonly ScenarioPage[];
  selected: ScenarioPage | null;
  state: 'ready' | 'checking' | 'troubled';
  controls: CallControls;
  /** What stands in the way, and the way on. */
  trouble: ReactNode;
  children: ReactNode;
}

/** Before the call: who is called, about what, and how to begin. */
export function StartPanel({
  organization,
  choices,
  selected,
  state,
  controls,
  trouble,
  children,
}: StartPanelProps) {
  const t = texts.start;
  const onlyCalls = organization !== null && choices.length === 0;
  const isReady = state === 'ready' && !onlyCalls;
  return (
    <section aria-labelledby="start-title" className="flex flex-col gap-6">
      <div>
        <h1
          id="start-title"
          tabIndex={-1}
          data-page-heading
          className="text-3xl leading-tight font-semibold tracking-tight"
        >
          {organization === null ? t.title : t.titleFor(organization)}
        </h1>
        <p className="mt-2 max-w-prose text-base text-soft">
          {onlyCalls ? t.onlyCalls(organization) : (selected?.words ?? texts.plainScenario).lead}
        </p>
      </div>
      {choices.length > 1 && <Choices choices={choices} selected={selected} onChoose={controls.choose} />}
      {state === 'troubled' ? (
        trouble
      ) : (
        <div>
          <div className="flex flex-col gap-3 sm:flex-row">
            <Button
              look="primary"
              size="large"
              onClick={() => controls.start(true)}
              disabled={!isReady}
              data-testid="start-call"
            >
              <Phone size={20} aria-hidden />
              {t.call}
            </Button>
            <Button
              size="large"
              onClick={() => controls.start(false)}
              disabled={!isReady}
              data-testid="start-typing"
            >
              <Keyboard size={20} aria-hidden />
              {t.type}
            </Button>
          </div>
          <p role="status" className="mt-3 text-sm text-soft">
            {state === 'checking' ? texts.health.checking : t.note}
          </p>
        </div>
      )}
      {children}
    </section>
  );
}

interface ChoicesProps extends Pick<StartPanelProps, 'choices' | 'selected'> {
  onChoose: (scenario: string) => void;
}

function Choices({ choices, selected, onChoose }: ChoicesProps) {
  return (
    <fieldset data-testid="choices">
      <legend className="text-sm font-semibold">{texts.start.about}</legend>
      <div className="mt-2 flex flex-wrap gap-x-5 gap-y-2">
        {choices.map(({ name, words }) => (
          <label key={name} className="inline-flex min-h-9 items-center gap-2">
            <input
              type="radio"
              name="scenario"
              value={name}
              checked={name === selected?.name}
              onChange={() => onChoose(name)}
              className="size-4 accent-accent"
            />
            <span className="first-letter:uppercase">{words.title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
