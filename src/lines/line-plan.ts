import type { Existing, Inventory, Kind, Mark, SettingsOf } from './exchange.ts';
import type { Line, Trunk } from './lines.ts';

/** What is different between what the tables say and what LiveKit has, and the steps that make them the same. */

export interface Change {
  what: string;
  from: string;
  to: string;
}

export type Step =
  | { do: 'create'; wanted: Wanted }
  /** `replace` takes the old one away first: a number moves, and two trunks may never claim it at once. */
  | { do: 'update' | 'replace'; id: string; wanted: Wanted; changes: Change[] }
  | { do: 'delete'; kind: Kind; id: string; name: string };

export type Wanted = { [K in Kind]: WantedOf<K> }[Kind];

interface WantedOf<K extends Kind> {
  kind: K;
  trunkId: string;
  /** A rule's `trunks` is filled in once its inbound trunk has an id. */
  settings: SettingsOf[K];
  mark: Mark;
  /** Empty where none is asked for. */
  password: string;
}

export interface Plan {
  steps: Step[];
  /** What is as it should be, by trunk: ids that the tables may not know yet. */
  kept: Array<{ kind: Kind; trunkId: string; id: string }>;
}

export interface Desired {
  organizationId: string;
  trunks: Trunk[];
  lines: Line[];
  agentName: string;
  /** By trunk; both empty for a trunk without a password. */
  passwords: Map<string, { password: string; fingerprint: string }>;
}

/** LiveKit appends the called number and something random. It is our own number: the caller's would end up in logs. */
const roomPrefix = 'call';

/** The difference; it changes nothing and asks nobody. Applied and planned again, it is empty. */
export function planLines(desired: Desired, inventory: Inventory): Plan {
  const wanted = wantedOf(desired);
  const plan: Plan = { steps: [], kept: [] };
  const used = new Set<string>();
  const inboundIds = new Map<string, string>();
  for (const one of wanted) {
    const found = findOurs(one, desired, inventory);
    if (one.kind === 'rule') one.settings.trunks = [inboundIds.get(one.trunkId) ?? newTrunk];
    if (found === undefined) {
      plan.steps.push({ do: 'create', wanted: one });
      continue;
    }
    used.add(found.id);
    const changes = changesOf(one, found);
    const moves = one.kind === 'inbound' && losesNumber(one, found as Existing<'inbound'>, wanted);
    if (one.kind === 'inbound' && !moves) inboundIds.set(one.trunkId, found.id);
    if (changes.length === 0) plan.kept.push({ kind: one.kind, trunkId: one.trunkId, id: found.id });
    else plan.steps.push({ do: moves ? 'replace' : 'update', id: found.id, wanted: one, changes });
  }
  plan.steps.push(...removals(desired, inventory, used));
  return plan;
}

/** Stands where the id of a trunk that is still to be made will be. */
export const newTrunk = '(new)';

function wantedOf({ organizationId, trunks, lines, agentName, passwords }: Desired): Wanted[] {
  return trunks
    .filter((trunk) => trunk.managed)
    .flatMap((trunk): Wanted[] => {
      // A line that is switched off stays known: its callers hear that all are busy instead of ringing for ever.
      const own = lines.filter((line) => line.trunkId === trunk.id);
      const inbound = numbersOf(own.filter((line) => line.inbound));
      const outbound = numbersOf(own.filter((line) => line.outbound));
      const { password, fingerprint } = passwords.get(trunk.id) ?? { password: '', fingerprint: '' };
      const { name, mediaEncryption, allowedAddresses, address, transport, headers } = trunk;
      const mark: Mark = { organization: organizationId, trunk: trunk.id };
      const common = { trunkId: trunk.id, mark, password: '' };
      const credentials = password === '' ? common : { ...common, mark: { ...mark, fingerprint }, password };
      const username = trunk.username ?? '';
      // Providers do not log in when they bring a call, so whoever comes from a known address is not asked to.
      const asksCallers = allowedAddresses.length === 0;
      return [
        ...(inbound.length === 0
          ? []
          : [
              {
                ...(asksCallers ? credentials : common),
                kind: 'inbound' as const,
                settings: {
                  ...{
                    name,
                    numbers: inbound,
                    allowedAddresses: allowedAddresses.toSorted(),
                    mediaEncryption,
                  },
                  username: asksCallers ? username : '',
                },
              },
              {
                ...common,
                kind: 'rule' as const,
                settings: { name, trunks: [], rooms: 'callee' as const, roomPrefix, agents: [agentName] },
              },
            ]),
        ...(outbound.length === 0 || address === null
          ? []
          : [
              {
                ...credentials,
                kind: 'outbound' as const,
                settings: { name, address, transport, numbers: outbound, username, headers, mediaEncryption },
              },
            ]),
      ];
    });
}

function numbersOf(lines: Line[]): string[] {
  return lines.map(({ phone }) => phone).sort();
}

/** By our mark; by the id that we remember where somebody took the mark away. Never one with another's mark. */
function findOurs(one: Wanted, desired: Desired, inventory: Inventory): Existing<Kind> | undefined {
  const existing: Array<Existing<Kind>> = inventory[one.kind];
  const trunk = desired.trunks.find(({ id }) => id === one.trunkId);
  const remembered = trunk === undefined ? null : rememberedIds(trunk)[one.kind];
  const ours = existing.filter(({ id, mark }) =>
    mark === null ? id === remembered : isMarkOf(mark, one.mark),
  );
  return ours.find(({ id }) => id === remembered) ?? ours[0];
}

function rememberedIds(trunk: Trunk): Record<Kind, string | null> {
  return {
    inbound: trunk.livekitInboundTrunkId,
    outbound: trunk.livekitOutboundTrunkId,
    rule: trunk.livekitDispatchRuleId,
  };
}

function isMarkOf(mark: Mark, wanted: Mark): boolean {
  return mark.organization === wanted.organization && mark.trunk === wanted.trunk;
}

function changesOf({ settings, mark }: Wanted, found: Existing<Kind>): Change[] {
  const before = new Map(Object.entries(found.settings));
  const changes = Object.entries(settings)
    .map(([what, value]) => ({ what, from: showSetting(before.get(what)), to: showSetting(value) }))
    .filter(({ from, to }) => from !== to);
  if (found.mark === null) changes.push({ what: 'mark', from: 'none', to: 'ours' });
  if ((found.mark?.fingerprint ?? '') !== (mark.fingerprint ?? '')) {
    changes.push({ what: 'password', from: 'another', to: mark.fingerprint ? 'as set' : 'none' });
  }
  return changes;
}

export const nothing = 'none';

/** Lists are compared without their order, which means nothing here. */
export function showSetting(value: unknown): string {
  const text = Array.isArray(value)
    ? value.toSorted().join(' ')
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([name, one]) => `${name}: ${one}`)
          .toSorted()
          .join(', ')
      : String(value ?? '');
  return text === '' ? nothing : text;
}

function losesNumber(one: WantedOf<'inbound'>, found: Existing<'inbound'>, wanted: Wanted[]): boolean {
  const lost = found.settings.numbers.filter((number) => !one.settings.numbers.includes(number));
  return wanted.some(
    (other) =>
      other.kind === 'inbound' &&
      other.trunkId !== one.trunkId &&
      other.settings.numbers.some((number) => lost.includes(number)),
  );
}

/** What bears our mark and is wanted no more, and second copies of what is. Unmarked things are never removed. */
function removals({ organizationId }: Desired, inventory: Inventory, used: Set<string>): Step[] {
  const kinds: Kind[] = ['rule', 'inbound', 'outbound'];
  return kinds.flatMap((kind) =>
    (inventory[kind] as Array<Existing<Kind>>)
      .filter(({ id, mark }) => mark?.organization === organizationId && !used.has(id))
      .map(({ id, settings: { name } }): Step => ({ do: 'delete', kind, id, name })),
  );
}
