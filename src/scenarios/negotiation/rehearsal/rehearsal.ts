import { rehearse } from '../../../simulation/rehearsal.ts';
import { negotiationScript } from './flow/script.ts';
import { hearReception } from './hearing/hearing.ts';
import { nobodysReception, receptionOf } from './reception/part.ts';
import { receptionPhrases } from './reception/phrases.ts';

/** Somebody who asks for a slot for a client, and the reception that has a calendar of its own. */
export const negotiationRehearsal = rehearse({
  model: negotiationScript,
  person: nobodysReception,
  called: receptionOf,
  phrases: receptionPhrases,
  hearing: hearReception,
});
