import type ICAL from 'ical.js';

/**
 * Whether the person said that they do not come. Whose calendar this is, is often not written in it: then an event counts
 * as declined when nobody who was invited comes, since nobody meets there.
 * @param owners e-mail addresses of the person, in lower case
 */
export function isDeclinedBy(owners: readonly string[], event: ICAL.Component): boolean {
  const organizer = addressOf(event.getFirstPropertyValue('organizer'));
  const guests = event.getAllProperties('attendee').map((property) => ({
    address: addressOf(property.getFirstValue()),
    declines: property.getFirstParameter('partstat')?.toUpperCase() === 'DECLINED',
  }));
  const own = guests.filter(({ address }) => owners.includes(address));
  if (own.length > 0) return own.every(({ declines }) => declines);
  const invited = guests.filter(({ address }) => address !== organizer);
  return invited.length > 0 && invited.every(({ declines }) => declines);
}

/** Addresses in what a calendar is called and where it is published: Google writes them there. */
export function ownersOf(calendar: ICAL.Component, address: string): string[] {
  const names = ['x-wr-calname', 'x-wr-relcalid', 'name'].map((name) =>
    String(calendar.getFirstPropertyValue(name) ?? ''),
  );
  return [decoded(address), ...names].flatMap((text) => text.toLowerCase().match(mailAddress) ?? []);
}

const mailAddress = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

function decoded(address: string): string {
  try {
    return decodeURIComponent(new URL(address).pathname);
  } catch {
    return '';
  }
}

function addressOf(value: unknown): string {
  return String(value ?? '')
    .toLowerCase()
    .replace(/^mailto:/, '');
}
