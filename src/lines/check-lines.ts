import { isIP } from 'node:net';
import { parseDialTemplate } from '../calls/telephony/dial-template.ts';
import type { Inventory } from './exchange.ts';
import type { Line, Trunk } from './lines.ts';

/** What is wrong with the lines and how to mend it. Nothing is applied while there is an error. */
export interface Problem {
  severity: 'error' | 'warning';
  /** The trunk or line, by its name and number. */
  subject: string;
  problem: string;
  fix: string;
}

export interface Rows {
  trunks: Trunk[];
  lines: Line[];
  /** False when real telephones are dialed. */
  simulated: boolean;
  /** What a password variable holds; null when it is not set. */
  secret: (variable: string) => string | null;
}

/**
 * Passwords are taken only from variables of this name: whoever may edit a trunk could otherwise send any secret of this
 * process to an address of their choice.
 */
export const passwordVariable = /^SIP_[A-Z0-9_]+$/;

/** What can be known from the tables and the environment alone. */
export function checkRows(rows: Rows): Problem[] {
  return [
    ...rows.trunks.flatMap((trunk) => checkTrunk(trunk, linesOf(trunk, rows.lines), rows)),
    ...rows.lines.flatMap((line) => checkLine(line, rows)),
    ...checkAll(rows),
  ];
}

/** What LiveKit has that does not fit. */
export function checkInventory({ trunks, lines }: Rows, organizationId: string, found: Inventory): Problem[] {
  return [
    ...trunks
      .filter(({ managed }) => !managed)
      .flatMap((trunk) => checkForeign(trunk, linesOf(trunk, lines), found)),
    ...lines.flatMap((line) => checkRival(line, trunks, organizationId, found)),
  ];
}

type Say = (severity: Problem['severity'], problem: string, fix: string) => Problem;

const about =
  (subject: string): Say =>
  (severity, problem, fix) => ({ severity, subject, problem, fix });

function checkTrunk(trunk: Trunk, lines: Line[], { secret }: Rows): Problem[] {
  const say = about(`trunk "${trunk.name}"`);
  const problems = [...checkTemplate(trunk, say)];
  if (lines.length === 0)
    problems.push(say('warning', 'has no lines', 'set trunk_id of its lines, or delete it'));
  if (!trunk.managed) return problems;
  const { address, mediaEncryption, transport } = trunk;
  if (address === null && lines.some(({ outbound }) => outbound)) {
    const fix = 'set address to its host, or outbound to false on its lines';
    problems.push(say('error', 'has lines that call out and no address to call', fix));
  }
  if (address !== null && /[@;\s]|^sips?:/.test(address)) {
    problems.push(
      say('error', `has the address "${address}"`, 'set a host and, if needed, a port: sip.example.com:5060'),
    );
  }
  if (mediaEncryption === 'require' && transport !== 'tls') {
    const fix = 'set transport to tls: the keys of SRTP travel in the signaling';
    problems.push(say('warning', `encrypts speech, but not the keys for it (transport ${transport})`, fix));
  }
  return [...problems, ...checkPassword(trunk, secret, say), ...checkCallers(trunk, lines, say)];
}

function checkTemplate({ dialTemplate }: Trunk, say: Say): Problem[] {
  try {
    parseDialTemplate(dialTemplate);
    return [];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [
      say('error', `cannot dial. ${why}`, 'correct dial_template; docs/telephony.md lists what it may hold'),
    ];
  }
}

function checkPassword(
  { username, passwordVariable: name }: Trunk,
  secret: Rows['secret'],
  say: Say,
): Problem[] {
  if (name === null) {
    if (username === null) return [];
    return [
      say(
        'error',
        'has a user and no password',
        'set password_variable to SIP_… and that variable to the password',
      ),
    ];
  }
  if (!passwordVariable.test(name)) {
    return [
      say(
        'error',
        `takes its password from ${name}`,
        'only variables that begin with SIP_ may hold one: rename it',
      ),
    ];
  }
  const problems = secret(name)
    ? []
    : [say('error', `has its password in ${name}, which is not set`, `set ${name}`)];
  if (username === null) problems.push(say('error', 'has a password and no user', 'set username'));
  return problems;
}

function checkCallers(
  { allowedAddresses, passwordVariable: name }: Trunk,
  lines: Line[],
  say: Say,
): Problem[] {
  const strange = allowedAddresses.filter((address) => !isNetwork(address));
  const problems = strange.map((address) =>
    say(
      'error',
      `allows calls from "${address}"`,
      'write an address or a network, such as 192.0.2.10 or 192.0.2.0/24',
    ),
  );
  if (lines.some(({ inbound }) => inbound) && allowedAddresses.length === 0 && name === null) {
    const fix = "set allowed_addresses to the provider's, or a user and a password";
    problems.push(say('error', 'would take calls from anybody on the Internet', fix));
  }
  return problems;
}

function checkLine(line: Line, { trunks, lines, simulated }: Rows): Problem[] {
  const say = about(describeLine(line));
  const problems: Problem[] = [];
  const trunk = trunks.find(({ id }) => id === line.trunkId);
  if (trunk === undefined) {
    const fix = 'set trunk_id';
    problems.push(
      simulated
        ? say('warning', 'has no trunk: only simulated people are called on it', fix)
        : say('error', 'has no trunk, and SIMULATED_CALLS is false', fix),
    );
  }
  if (!line.inbound && !line.outbound) {
    problems.push(say('warning', 'neither calls nor is called', 'set inbound or outbound, or delete it'));
  }
  const { maxConcurrent, maxPerMinute, maxPerDay, inboundHeadroom, callerId } = line;
  if (line.outbound && inboundHeadroom >= maxConcurrent) {
    const problem = `keeps ${inboundHeadroom} of ${maxConcurrent} calls free for people who call: nobody is ever called`;
    problems.push(
      say('warning', problem, 'lower inbound_headroom, raise max_concurrent, or set outbound to false'),
    );
  }
  if (maxPerDay < maxPerMinute) {
    const problem = `may place ${maxPerMinute} calls a minute, but only ${maxPerDay} a day`;
    problems.push(say('warning', problem, 'raise max_per_day or lower max_per_minute'));
  }
  const isForeign = callerId !== null && !lines.some(({ phone }) => phone === callerId);
  if (isForeign && trunk !== undefined && !trunk.allowsForeignCallerId) {
    const fix =
      'set caller_id to one of the lines, or allows_foreign_caller_id on the trunk if its provider agreed';
    problems.push(say('warning', `shows ${callerId}, which is no line of yours: providers refuse that`, fix));
  }
  return problems;
}

function checkAll({ lines }: Rows): Problem[] {
  const say = about('all lines');
  if (lines.length === 0) {
    return [
      say('warning', 'there are none', 'add rows to `trunks` and `lines`; docs/telephony.md shows how'),
    ];
  }
  const problems: Problem[] = [];
  if (!lines.some(({ inbound, enabled }) => inbound && enabled)) {
    problems.push(say('warning', 'nobody can call in', 'set inbound on a line that is enabled'));
  }
  if (!lines.some(({ outbound, enabled }) => outbound && enabled)) {
    problems.push(say('warning', 'nobody can be called', 'set outbound on a line that is enabled'));
  }
  return problems;
}

/** Trunks that somebody else made in LiveKit are used and never changed, so they have to be right already. */
function checkForeign(trunk: Trunk, lines: Line[], found: Inventory): Problem[] {
  const say = about(`trunk "${trunk.name}"`);
  const problems: Problem[] = [];
  const { livekitOutboundTrunkId: outbound, livekitInboundTrunkId: inbound } = trunk;
  if (lines.some((line) => line.outbound) && !found.outbound.some(({ id }) => id === outbound)) {
    const which =
      outbound === null
        ? 'names no outbound trunk of LiveKit'
        : `names ${outbound}, which LiveKit does not have`;
    problems.push(
      say('error', which, 'set livekit_outbound_trunk_id (ST_…), or managed to true and an address'),
    );
  }
  if (!lines.some((line) => line.inbound)) return problems;
  const rules = found.rule.filter(
    ({ settings }) => settings.trunks.length === 0 || settings.trunks.includes(inbound ?? ''),
  );
  if (!rules.some(({ settings }) => settings.agents.length > 0)) {
    const fix =
      'add a dispatch rule with the agent in LiveKit, set managed to true, or inbound to false on its lines';
    problems.push(
      say('warning', 'has no dispatch rule that sends an agent: calls to its lines are not answered', fix),
    );
  }
  return problems;
}

/** LiveKit takes a number on one inbound trunk only. */
function checkRival(line: Line, trunks: Trunk[], organizationId: string, found: Inventory): Problem[] {
  const trunk = trunks.find(({ id }) => id === line.trunkId);
  if (!line.inbound || trunk === undefined || !trunk.managed) return [];
  return found.inbound
    .filter(({ id, mark }) => mark?.organization !== organizationId && id !== trunk.livekitInboundTrunkId)
    .filter(({ settings }) => settings.numbers.includes(line.phone))
    .map(({ id, settings }) => {
      const owner = `inbound trunk "${settings.name}" (${id}), which is not of this organization`;
      return about(describeLine(line))('error', `is on ${owner}`, 'take it off there, or delete the line');
    });
}

function linesOf(trunk: Trunk, lines: Line[]): Line[] {
  return lines.filter((line) => line.trunkId === trunk.id);
}

function describeLine({ name, phone }: Line): string {
  return `line "${name}" (${phone})`;
}

/** An address, a network, or the name of a host. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (rest.length > 0) return false;
  const version = isIP(address);
  if (bits === undefined) return version !== 0 || /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/i.test(address);
  return version !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}
