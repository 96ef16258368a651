import { describe, expect, it } from 'vitest';
import { checkDirection, findCycles, readImports } from './imports.ts';

const problemsOf = (file: string, text: string) => checkDirection(file, readImports(file, text));

describe('import direction', () => {
  it('lets an entry wire a service to the domain', () => {
    const text =
      "import { createCalls } from './services/supabase/calls.ts';\nimport './calls/call/call.ts';";
    expect(problemsOf('src/runner.ts', text)).toEqual([]);
  });

  it('refuses a domain file that reaches for a service, even for a type', () => {
    const text = "import type {\n  Database,\n} from '../../services/supabase/client.ts';";
    expect(problemsOf('src/calls/call/call.ts', text)).toEqual([
      'src/calls/call/call.ts: calls may not import services (src/services/supabase/client.ts)',
    ]);
  });

  it('refuses a page that reaches for more of the server than its contract', () => {
    expect(problemsOf('web/src/lib/api.ts', "import { x } from '../../../src/http/contract.ts';")).toEqual(
      [],
    );
    expect(problemsOf('web/src/lib/api.ts', "import { x } from '../../../src/http/app.ts';")).toHaveLength(1);
  });

  it.each([
    ['a feature', '../../lib/api.ts', '../calls/queries.ts', 'web/src/features/call/call-page.tsx'],
    [
      'a scenario',
      '../../features/customers/words.ts',
      '../order/page.ts',
      'web/src/scenarios/arrival/page.ts',
    ],
    ['a component', '../lib/format.ts', '../features/call/room.ts', 'web/src/components/panel.tsx'],
    ['what is shared', './format.ts', '../components/panel.tsx', 'web/src/lib/api.ts'],
  ])(
    'lets %s of the page import what lies further in, and nothing beside or above it',
    (_part, inner, other, file) => {
      const problems = problemsOf(file, `import { a } from '${inner}';\nimport { b } from '${other}';`);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain('another part of the page');
    },
  );

  it('lets the app join features and scenarios', () => {
    const text = "import { a } from '../features/call/room.ts';\nimport { b } from '../scenarios/all.ts';";
    expect(problemsOf('web/src/app/app.tsx', text)).toEqual([]);
  });

  it("keeps LiveKit's agent framework out of the API", () => {
    const text = "const { llm } = await import('@livekit/agents');";
    expect(problemsOf('src/http/app.ts', text)).toHaveLength(1);
    expect(problemsOf('src/tools/book.ts', text)).toEqual([]);
  });

  it('refuses source that imports a test', () => {
    expect(problemsOf('src/runner.ts', "import '../test/support/calls.ts';")).toHaveLength(1);
  });

  it('finds a cycle through three files', () => {
    const to = (target: string) => [{ target, isOwn: true }];
    const graph = new Map([
      ['a', to('b')],
      ['b', to('c')],
      ['c', to('a')],
    ]);
    expect(findCycles(graph)).toEqual(['cycle: a → b → c → a']);
  });
});
