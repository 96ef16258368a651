import type { ChatAnswer, ChatRequest } from '../../test/support/fakes/openai.ts';
import { phoneNumber } from './script.ts';

/**
 * What the model says, for both agents alike. It sees the text of the person's turn so far; what it answers to half a
 * turn is thrown away unless somebody ends the turn there.
 */
export default function answer({ messages }: ChatRequest): ChatAnswer {
  const last = messages.at(-1);
  if (last?.role === 'tool') return afterTool(messages);
  const said = textOf(messages.findLast(({ role }) => role === 'user')?.content)
    .trim()
    .toLowerCase();
  const known = answers.find(([part]) => said.includes(part));
  return known ? known[1] : { content: 'Please go on.' };
}

const answers: Array<[string, ChatAnswer]> = [
  ['dentist', { content: 'Of course. What is your phone number?' }],
  [phoneNumber, { toolCalls: [{ name: 'identify_user', args: { contact_number: phoneNumber } }] }],
  ['on tuesday at ten', { toolCalls: [{ name: 'fetch_slots', args: { appointment_date: nextTuesday() } }] }],
  ['yes please', { content: 'Good. Is there anything you are allergic to?' }],
  ['no thank you', { content: 'Fine. What else would you like to tell me?' }],
  ['parking', { content: 'There is a car park behind the house. It is free for our visitors.' }],
];

function afterTool(messages: ChatRequest['messages']): ChatAnswer {
  const tool = messages.findLast(({ tool_calls: calls }) => calls !== undefined)?.tool_calls?.at(-1)
    ?.function.name;
  return tool === 'identify_user'
    ? { content: 'Thank you. Which day and time would suit you?' }
    : { content: 'Tuesday at ten is free. Would that suit you?' };
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: { text?: string }) => part.text ?? '').join(' ');
}

function nextTuesday(): string {
  const day = new Date();
  do day.setUTCDate(day.getUTCDate() + 1);
  while (day.getUTCDay() !== 2);
  return day.toISOString().slice(0, 10);
}
