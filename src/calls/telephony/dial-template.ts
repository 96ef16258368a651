import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { ParleyError } from '../../shared/errors.ts';
import type { Route } from './telephone.ts';

/**
 * How a trunk wants a called number to be written. Placeholders stand in braces, everything else is sent as it is:
 *
 *   {e164}         +12025550100
 *   {digits}       12025550100
 *   {national}     2025550100: without the country code and without the 0 that some countries dial before it
 *   {line_last4}   the last four digits of the line that we call from
 *   {line_digits}  all digits of that line
 *
 * An exchange that routes by "last four digits of the line, then the national number" is `{line_last4}{national}`.
 */
export type DialTemplate = Array<{ literal: string } | { placeholder: Placeholder }>;

/** How a number is dialed on a line, before the dial template is applied. */
export interface LineRoute {
  lineId: string;
  /** E.164. */
  linePhone: string;
  livekitTrunkId: string | null;
  callerId: string;
  dialTemplate: string;
  headers: Record<string, string>;
  initialDtmf: string | null;
}

export interface Numbers {
  /** E.164, or an extension that the trunk knows, which no template changes. */
  toPhone: string;
  /** E.164 of the line that we call from. */
  linePhone: string;
}

export class DialTemplateError extends ParleyError {
  constructor(message: string) {
    super('bad_dial_template', message);
  }
}

const placeholders = {
  e164: ({ toPhone }: Numbers) => toPhone,
  digits: ({ toPhone }: Numbers) => digitsOf(toPhone),
  national: ({ toPhone }: Numbers) => nationalDigits(toPhone),
  line_last4: ({ linePhone }: Numbers) => digitsOf(linePhone).slice(-4),
  line_digits: ({ linePhone }: Numbers) => digitsOf(linePhone),
};

type Placeholder = keyof typeof placeholders;

/** Without one of these every call would go to the same number. */
const naming: Placeholder[] = ['e164', 'digits', 'national'];

/** What may stand in the user part of a SIP address unescaped (RFC 3261, 25.1); LiveKit refuses a whole address. */
const userPart = /^[\w\-.!~*'()&=+$,;?/#]*$/;

const e164 = /^\+[1-9]\d{6,14}$/;

/** @throws DialTemplateError that names what is wrong. */
export function parseDialTemplate(text: string): DialTemplate {
  const template = text
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part) => parsePart(part, text));
  const names = template.flatMap((part) => ('placeholder' in part ? [part.placeholder] : []));
  if (!names.some((name) => naming.includes(name))) {
    throw new DialTemplateError(
      `The dial template "${text}" names no number to call: put {e164}, {digits} or {national} into it.`,
    );
  }
  return template;
}

/** What goes into the request address. */
export function formatDialed(template: DialTemplate, dialing: Numbers): string {
  if (!e164.test(dialing.toPhone)) return dialing.toPhone;
  return template
    .map((part) => ('literal' in part ? part.literal : placeholders[part.placeholder](dialing)))
    .join('');
}

/**
 * The way to one number on a line, as the telephone takes it.
 * @throws DialTemplateError
 */
export function routeTo(toPhone: string, route: LineRoute): Route {
  const { lineId, linePhone, livekitTrunkId, callerId, dialTemplate, headers, initialDtmf } = route;
  const dialed = formatDialed(parseDialTemplate(dialTemplate), { toPhone, linePhone });
  return { lineId, livekitTrunkId, callerId, dialed, headers, initialDtmf };
}

function parsePart(part: string, text: string): DialTemplate[number] {
  if (part.startsWith('{') && part.endsWith('}')) {
    const name = part.slice(1, -1);
    if (isPlaceholder(name)) return { placeholder: name };
    const known = Object.keys(placeholders).map((one) => `{${one}}`);
    throw new DialTemplateError(
      `The dial template "${text}" has the unknown placeholder {${name}}. There are ${known.join(', ')}.`,
    );
  }
  if (/[{}]/.test(part))
    throw new DialTemplateError(`The dial template "${text}" has a brace without its other.`);
  const strange = [...part].find((character) => !userPart.test(character));
  if (strange === undefined) return { literal: part };
  throw new DialTemplateError(
    `The dial template "${text}" has "${strange}", which cannot stand in a number. A host belongs to the trunk's address.`,
  );
}

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(placeholders, name);
}

function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '');
}

function nationalDigits(phone: string): string {
  const number = parsePhoneNumberFromString(phone);
  if (number !== undefined) return number.nationalNumber;
  throw new DialTemplateError(`A called number has no known country code, so it has no national digits.`);
}
