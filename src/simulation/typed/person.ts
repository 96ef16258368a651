import type { Person } from '../people/person.ts';
import type { PersonaName } from '../people/personas.ts';
import type { Reaction } from '../people/reaction.ts';

/** Somebody who is typed with: a simulated person, or a real one, who takes their time. */
export interface TypedPerson extends Omit<Person, 'hears'> {
  /** Whom the simulation chose; nobody where a real person answers. */
  persona?: PersonaName;
  hears(agentSaid: string): Reaction | Promise<Reaction>;
}
