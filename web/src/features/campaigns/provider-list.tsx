import type { CampaignView } from '../../../../src/campaigns/campaign-views.ts';
import { Panel } from '../../components/panel.tsx';
import { callHref } from '../../lib/routes.ts';
import { texts } from '../../lib/texts/texts.ts';
import type { CallState } from './news.ts';
import { outOf100 } from './score-parts.tsx';
import { words } from './words.ts';

type Provider = CampaignView['debug']['providers'][number];

interface ProviderListProps {
  debug: CampaignView['debug'];
  /** Calls that go on, as the stream of events tells them. */
  calls: ReadonlyMap<string, CallState>;
}

/** Who is called and what came of it; whoever is on the telephone stands first. */
export function ProviderList({ debug: { providers, excluded }, calls }: ProviderListProps) {
  const isOnPhone = (provider: Provider) => provider.calls.some(({ ended_at }) => ended_at === null);
  const ordered = [...providers.filter(isOnPhone), ...providers.filter((one) => !isOnPhone(one))];
  return (
    <Panel title={words.providers} testId="providers">
      <ul className="px-2 pb-2">
        {ordered.map((provider) => (
          <li
            key={provider.provider_id}
            data-testid="provider"
            data-state={provider.state}
            className="px-2 py-2"
          >
            <p className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 break-words font-medium">
                <bdi>{provider.name}</bdi>
              </span>
              <span
                className={`shrink-0 text-sm ${isOnPhone(provider) ? 'font-semibold text-accent' : 'text-soft'}`}
              >
                {stateOf(provider, calls)}
              </span>
            </p>
            <ProviderFacts provider={provider} />
          </li>
        ))}
        {excluded.map(({ name, reason }) => (
          <li key={`${name} ${reason}`} className="px-2 py-2">
            <p className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 break-words">
                <bdi>{name}</bdi>
              </span>
              <span className="shrink-0 text-sm text-soft">{words.states.excluded}</span>
            </p>
            <p className="text-sm text-soft">{reasonOf({ reason })}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ProviderFacts({ provider }: { provider: Provider }) {
  const { name, travel_minutes, rating, score, calls } = provider;
  const facts = [
    reasonOf(provider),
    rating === null ? null : words.stars(String(rating)),
    travel_minutes === null ? null : words.away(travel_minutes),
    score && words.score(outOf100(score.score)),
  ];
  return (
    <p className="text-sm break-words text-soft">
      {facts.filter(Boolean).join(' · ')}
      {calls.map(({ call_id, ended_at, outcome }, index) => (
        <span key={call_id}>
          {' · '}
          <a
            href={callHref(call_id)}
            aria-label={`${words.call(index + 1, name)}: ${linkOf(ended_at, outcome)}`}
            className="underline underline-offset-2 hover:text-ink"
          >
            {linkOf(ended_at, outcome)}
          </a>
        </span>
      ))}
    </p>
  );
}

function linkOf(endedAt: string | null, outcome: string | null): string {
  if (endedAt === null) return words.liveCall;
  const outcomes: Partial<Record<string, string>> = texts.outcomes;
  return outcome === 'answered' ? words.transcript : (outcomes[outcome ?? ''] ?? words.transcript);
}

/** What the call does, if one goes on, else what became of the provider. */
export function stateOf({ state, calls }: Provider, now: ReadonlyMap<string, CallState>): string {
  const running = calls.find(({ ended_at }) => ended_at === null);
  if (running) return words[now.get(running.call_id) ?? 'ringing'];
  return words.states[state];
}

/** A reason that a later version brings is read as it is written: "budget_spent" is "budget spent". */
export function reasonOf({ reason }: Pick<Provider, 'reason'>): string | null {
  if (reason === null) return null;
  return reason in words.reasons ? (words.reasons[reason] ?? null) : reason.replaceAll('_', ' ');
}
