import type { Chance } from './chance.ts';
import type { Lines } from './lines.ts';
import type { OperatorName, PersonaName } from './personas.ts';
import type { Answering } from './reaction.ts';

/** How this person's telephone is answered. People take a second or three to pick up, machines take over after four. */
export function answeringOf(name: PersonaName | OperatorName, lines: Lines, chance: Chance): Answering {
  const pickUpMs = chance.between(800, 2_500);
  switch (name) {
    case 'busy':
    case 'operator-busy':
      return { kind: 'refuses', outcome: 'busy', sipStatusCode: 486, afterMs: 400 };
    case 'declines':
      return { kind: 'refuses', outcome: 'declined', sipStatusCode: 603, afterMs: pickUpMs };
    case 'never-answers':
    case 'operator-away':
      return { kind: 'rings' };
    case 'voicemail':
      return { kind: 'voicemail', afterMs: pickUpMs + 3_000, greeting: lines.voicemailGreeting };
    case 'screened':
      return { kind: 'screener', afterMs: 1_000, greeting: lines.screenerGreeting };
    case 'menu':
      return { kind: 'menu', afterMs: 1_000, greeting: lines.menuGreeting };
    case 'silent':
      return { kind: 'answers', by: 'silence', afterMs: pickUpMs, greeting: null };
    default:
      return { kind: 'answers', by: 'human', afterMs: pickUpMs, greeting: lines.hello };
  }
}
