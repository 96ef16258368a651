import type { Person } from '../people/person.ts';
import type { PersonaName } from '../people/personas.ts';

/** Somebody who is typed with: a simulated person, or a real one, who takes their time. */
export interface TypedPerson extends Person {
  /** Whom the simulation chose; nobody where a real person answers. */
  persona?: PersonaName;
}
