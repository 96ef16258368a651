import { describe, expect, test } from 'vitest';
import { lineRow, organizationId, trunkRow } from '../../test/support/lines/rows.ts';
import { checkInventory, checkRows, type Problem } from './check-lines.ts';
import type { Inventory } from './exchange.ts';
import type { Line, Trunk } from './lines.ts';

function check(trunks: Trunk[], lines: Line[], simulated = false): string[] {
  return checkRows({
    trunks,
    lines,
    simulated,
    secret: (name) => (name === 'SIP_PASSWORD' ? 'x' : null),
  }).map(show);
}

const show = ({ severity, subject, problem }: Problem) => `${severity}: ${subject} ${problem}`;

/** One trunk with one line, and what is wrong with it after a change. */
function wrong(trunkChanges: Partial<Trunk>, lineChanges: Partial<Line> = {}): string[] {
  const trunk = trunkRow(trunkChanges);
  return check([trunk], [lineRow(trunk, '+12025550110', lineChanges)]);
}

test('a complete trunk with a line is in order', () => {
  expect(wrong({})).toEqual([]);
});

describe('a trunk', () => {
  test('that calls out needs an address', () => {
    expect(wrong({ address: null })).toEqual([
      'error: trunk "Provider" has lines that call out and no address to call',
    ]);
    expect(wrong({ address: null }, { outbound: false })).toEqual([
      'warning: all lines nobody can be called',
    ]);
  });

  test('has a host as its address, not a SIP address', () => {
    expect(wrong({ address: 'sip:parley@sip.example.com' })).toHaveLength(1);
    expect(wrong({ address: 'sip.example.com;transport=tls' })).toHaveLength(1);
    expect(wrong({ address: '192.0.2.1:5061' })).toEqual([]);
  });

  test('needs the variable of its password to be set', () => {
    expect(wrong({ passwordVariable: 'SIP_OTHER' })).toEqual([
      'error: trunk "Provider" has its password in SIP_OTHER, which is not set',
    ]);
  });

  test('may not send any other secret of this process', () => {
    expect(wrong({ passwordVariable: 'SUPABASE_KEY' })).toEqual([
      'error: trunk "Provider" takes its password from SUPABASE_KEY',
    ]);
  });

  test('has a user and a password, or neither', () => {
    expect(wrong({ username: null })).toEqual(['error: trunk "Provider" has a password and no user']);
    expect(wrong({ passwordVariable: null })).toEqual(['error: trunk "Provider" has a user and no password']);
    expect(wrong({ username: null, passwordVariable: null })).toEqual([]);
  });

  test('takes calls from known addresses or with a password only', () => {
    const open = { allowedAddresses: [], username: null, passwordVariable: null };
    expect(wrong(open)).toEqual(['error: trunk "Provider" would take calls from anybody on the Internet']);
    expect(wrong({ allowedAddresses: [] })).toEqual([]);
  });

  test.each(['192.0.2.0/33', '300.0.0.1', 'sip:192.0.2.1', '192.0.2.0/24/8', '2001:db8::/129'])(
    'allows no calls from "%s"',
    (address) => {
      expect(wrong({ allowedAddresses: [address] })).toEqual([
        `error: trunk "Provider" allows calls from "${address}"`,
      ]);
    },
  );

  test.each(['192.0.2.7', '192.0.2.0/24', '2001:db8::/32', 'gateway.example.com'])(
    'may allow %s',
    (address) => {
      expect(wrong({ allowedAddresses: [address] })).toEqual([]);
    },
  );

  test('has a dial template that can be filled in', () => {
    expect(wrong({ dialTemplate: '{line_last4}{nation}' })[0]).toContain('unknown placeholder {nation}');
  });

  test('that must encrypt speech protects the keys for it too', () => {
    expect(wrong({ transport: 'udp' })[0]).toContain('not the keys for it');
  });

  test('without lines is worth a word', () => {
    expect(check([trunkRow()], [])[0]).toBe('warning: trunk "Provider" has no lines');
  });
});

describe('a line', () => {
  test('needs a trunk once real telephones are dialed', () => {
    const line = lineRow(null, '+12025550110');
    expect(check([], [line])).toEqual([
      'error: line "Line 0110" (+12025550110) has no trunk, and SIMULATED_CALLS is false',
    ]);
    expect(check([], [line], true)[0]).toContain('warning');
  });

  test('leaves room for calls out', () => {
    expect(wrong({}, { inboundHeadroom: 2 })[0]).toContain('nobody is ever called');
    expect(wrong({}, { inboundHeadroom: 2, outbound: false })).toEqual([
      'warning: all lines nobody can be called',
    ]);
  });

  test('may not place fewer calls a day than a minute', () => {
    expect(wrong({}, { maxPerDay: 5 })[0]).toContain('only 5 a day');
  });

  test('shows a number of ours, unless the trunk allows others', () => {
    expect(wrong({}, { callerId: '+12025550199' })[0]).toContain('no line of yours');
    expect(wrong({ allowsForeignCallerId: true }, { callerId: '+12025550199' })).toEqual([]);
  });

  test('that neither calls nor is called is worth a word', () => {
    expect(wrong({}, { inbound: false, outbound: false })[0]).toContain('neither calls nor is called');
  });
});

test('somebody is told when nobody can call in', () => {
  expect(wrong({}, { inbound: false })).toEqual(['warning: all lines nobody can call in']);
});

describe('what LiveKit has', () => {
  const none: Inventory = { inbound: [], outbound: [], rule: [] };
  const rows = (trunk: Trunk) => ({
    trunks: [trunk],
    lines: [lineRow(trunk, '+12025550110')],
    simulated: false,
    secret: () => 'x',
  });

  test('cannot hold a number on two trunks', () => {
    const settings = {
      name: 'Theirs',
      allowedAddresses: [],
      username: '',
      mediaEncryption: 'disable',
    } as const;
    const theirs = {
      id: 'ST_1',
      mark: null,
      settings: { ...settings, allowedAddresses: [], numbers: ['+12025550110'] },
    };
    const problems = checkInventory(rows(trunkRow()), organizationId, { ...none, inbound: [theirs] });
    expect(problems.map(show)).toEqual([
      'error: line "Line 0110" (+12025550110) is on inbound trunk "Theirs" (ST_1), which is not of this organization',
    ]);
  });

  test('has to have the trunks that we only use, and a rule for them', () => {
    const trunk = trunkRow({ managed: false, livekitOutboundTrunkId: 'ST_gone' });
    expect(checkInventory(rows(trunk), organizationId, none).map(show)).toEqual([
      'error: trunk "Provider" names ST_gone, which LiveKit does not have',
      'warning: trunk "Provider" has no dispatch rule that sends an agent: calls to its lines are not answered',
    ]);
  });
});
