import type { Exchange, Kind, SettingsOf } from './exchange.ts';
import { newTrunk, nothing, type Plan, type Step, showSetting, type Wanted } from './line-plan.ts';
import type { Lines, Trunk } from './lines.ts';

/** What LiveKit calls our trunk and its rule, by our kinds. */
type Ids = Record<Kind, string | null>;

/**
 * Makes LiveKit as the plan says, and remembers its ids whatever happens: what was made before a fault is found again.
 * @throws ExchangeError, DatabaseError
 */
export async function applyPlan(
  plan: Plan,
  trunks: Trunk[],
  exchange: Exchange,
  lines: Lines,
): Promise<void> {
  const known = new Map<string, Ids>();
  const remember = (trunkId: string, kind: Kind, id: string | null) => {
    const ids = known.get(trunkId) ?? { inbound: null, outbound: null, rule: null };
    known.set(trunkId, { ...ids, [kind]: id });
  };
  for (const { trunkId, kind, id } of plan.kept) remember(trunkId, kind, id);
  for (const step of plan.steps)
    if (step.do === 'update') remember(step.wanted.trunkId, step.wanted.kind, step.id);
  try {
    for (const step of inOrder(plan.steps)) {
      const done = await perform(step, exchange, (trunkId) => known.get(trunkId)?.inbound ?? null);
      if (done !== null) remember(done.trunkId, done.kind, done.id);
    }
  } finally {
    await rememberIds(trunks, known, lines);
  }
}

/**
 * What takes a number away goes before what gives it to another trunk; rules come last, since they name the trunks.
 * A replaced trunk is removed with the first and made with the others.
 */
function inOrder(steps: Step[]): Step[] {
  const removals = steps.flatMap((step): Step[] => {
    if (step.do === 'delete') return [step];
    if (step.do !== 'replace') return [];
    return [{ do: 'delete', kind: step.wanted.kind, id: step.id, name: step.wanted.settings.name }];
  });
  const isRule = (step: Step) => step.do !== 'delete' && step.wanted.kind === 'rule';
  const updates = steps.filter((step) => step.do === 'update' && !isRule(step));
  const creations = steps
    .filter((step) => !isRule(step))
    .flatMap((step): Step[] =>
      step.do === 'create' || step.do === 'replace' ? [{ do: 'create', wanted: step.wanted }] : [],
    );
  return [...removals, ...updates, ...creations, ...steps.filter(isRule)];
}

async function perform(
  step: Step,
  exchange: Exchange,
  inboundId: (trunkId: string) => string | null,
): Promise<{ trunkId: string; kind: Kind; id: string } | null> {
  if (step.do === 'delete') {
    await exchange.remove(step.kind, step.id);
    return null;
  }
  const { wanted } = step;
  const id = step.do === 'update' ? step.id : null;
  const settings = named(wanted, inboundId(wanted.trunkId));
  const saved = await exchange.save(wanted.kind, id, settings, wanted.mark, wanted.password);
  return { trunkId: wanted.trunkId, kind: wanted.kind, id: saved };
}

/** A rule names its inbound trunk, which may have been made a moment ago. */
function named({ settings }: Wanted, inboundId: string | null): SettingsOf[Kind] {
  if (!('trunks' in settings)) return settings;
  const trunks = settings.trunks.map((id) => (id === newTrunk && inboundId !== null ? inboundId : id));
  return { ...settings, trunks };
}

async function rememberIds(trunks: Trunk[], known: Map<string, Ids>, lines: Lines): Promise<void> {
  for (const trunk of trunks.filter(({ managed }) => managed)) {
    const ids = known.get(trunk.id);
    const next = {
      livekitInboundTrunkId: ids?.inbound ?? null,
      livekitOutboundTrunkId: ids?.outbound ?? null,
      livekitDispatchRuleId: ids?.rule ?? null,
    };
    const isNew = (Object.keys(next) as Array<keyof typeof next>).some((name) => next[name] !== trunk[name]);
    if (isNew) await lines.rememberTrunk(trunk.id, next);
  }
}

const nouns: Record<Kind, string> = {
  inbound: 'inbound trunk',
  outbound: 'outbound trunk',
  rule: 'dispatch rule',
};

/** For people: a line a step, and one for each change under it. Passwords are never shown. */
export function describePlan({ steps }: Plan): string[] {
  return steps.flatMap((step) => {
    if (step.do === 'delete') return [`- remove ${nouns[step.kind]} "${step.name}" (${step.id})`];
    const { kind, settings, mark } = step.wanted;
    const title = `${nouns[kind]} "${settings.name}"`;
    if (step.do === 'create') {
      const password = mark.fingerprint === undefined ? [] : ['    password: as set'];
      return [`+ make ${title}`, ...Object.entries(settings).flatMap(describeSetting), ...password];
    }
    const how = step.do === 'replace' ? '± make anew' : '~ change';
    return [
      `${how} ${title} (${step.id})`,
      ...step.changes.map(({ what, from, to }) => `    ${words(what)}: ${from} → ${to}`),
    ];
  });
}

function describeSetting([name, value]: [string, unknown]): string[] {
  const text = showSetting(value);
  return name === 'name' || text === nothing ? [] : [`    ${words(name)}: ${text}`];
}

/** `allowedAddresses` as people write it. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
