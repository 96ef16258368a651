import { parseSpokenPhone } from '../../../../language/phone-numbers.ts';
import type { Script } from '../../../../simulation/scripted-model/script.ts';
import type { Setting } from '../../../../simulation/scripted-model/setting.ts';
import { beginning, type Dialogue } from './dialogue.ts';
import { type AppointmentStep, askAgain } from './next-move.ts';
import { onPerson } from './on-person.ts';
import { onTool } from './on-tool.ts';

/** Books, moves, cancels and looks up appointments. */
export const appointmentScript: Script<Dialogue> = {
  begin: (setting) => askAgain(beginning, setting),
  onPerson,
  onTool,
  onGreeting,
};

/** The opening of a telephone call offers the number it comes from; that question is open then. */
function onGreeting(dialogue: Dialogue, text: string, setting: Setting): AppointmentStep | null {
  if (dialogue !== beginning && dialogue.asked !== 'task') return null;
  if (dialogue.isIdentified || dialogue.task !== null) return null;
  const phone = parseSpokenPhone(text, setting.region, setting.language);
  if (phone.status !== 'valid') return null;
  const offered: Dialogue = { ...dialogue, asked: 'caller_number', callerNumber: phone.e164 };
  return askAgain(offered, setting);
}
