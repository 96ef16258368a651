import type { llm } from '@livekit/agents';
import type { CallbackWish, Promised } from '../calls/call/contact-preferences.ts';
import type { ToolCallKey } from '../calls/call/tool-call.ts';
import type { CallData } from '../calls/scenario/call-data.ts';
import { isPhoneConfirmed, type Said } from '../language/confirmed-phone.ts';

/**
 * Promises a callback. Where nothing vouches for the number, it goes there only if the number was read back in this call
 * and agreed to: that is looked up in what was said, and not left to the model.
 */
export async function promise(
  { ctx }: llm.ToolOptions<CallData>,
  key: ToolCallKey,
  callback: { when: CallbackWish; note: string | null },
): Promise<Promised> {
  const { contactPreferences, organization, agent } = ctx.userData;
  const answer = await contactPreferences.promiseCallback(key, callback);
  if (answer.ok || answer.code !== 'number_not_confirmed') return answer;
  const { phone } = answer;
  const talk = ctx.session.history.items.flatMap(saidIn);
  if (!isPhoneConfirmed(phone, talk, organization.region, agent.language)) return answer;
  return contactPreferences.promiseCallback(key, { ...callback, confirmedPhone: phone });
}

function saidIn(item: llm.ChatItem): Said[] {
  if (item.type !== 'message' || (item.role !== 'user' && item.role !== 'assistant')) return [];
  const text = item.textContent ?? '';
  return [{ by: item.role === 'user' ? 'person' : 'agent', text }];
}
