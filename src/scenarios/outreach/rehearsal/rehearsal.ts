import { rehearse } from '../../../simulation/rehearsal.ts';
import { contact, contactPhrases } from './contact.ts';
import { hearContact } from './hearing.ts';

/** A contact of a campaign; what they are told is the flow's, so no model converses. */
export const outreachRehearsal = rehearse({
  model: null,
  person: contact,
  phrases: contactPhrases,
  hearing: hearContact,
});
