import { ParleyError } from '../shared/errors.ts';
import type { Span, WeekHours } from './possible-starts.ts';

/** What a campaign asks of the world besides telephones. What stands behind each is chosen in src/wiring/outside/outside.ts. */

/** A time at which the person cannot go; ISO 8601. Blocks may overlap and stick out of what was asked. */
export type Busy = Span;

export interface CalendarEvent {
  /** CONF-…; the same reference again is the same event, which is written once. */
  reference: string;
  title: string;
  startsAt: string;
  endsAt: string;
  location: string;
}

export interface PersonCalendar {
  /**
   * Everything in the way between two instants. What cannot be read is never left out: an answer is the whole truth.
   * @throws CalendarError; nothing is known then, and nobody may take it for free time
   */
  busy(from: string, to: string): Promise<Busy[]>;
  /**
   * Writes the event unless it is there; absent where the calendar can only be read. Safe to repeat after any error.
   * @throws CalendarError when it is not known to be written
   */
  book?(event: CalendarEvent): Promise<void>;
}

export interface Place {
  /** Where it is listed and as what, such as google:ChIJ…; the same place found again has the same key. */
  key: string;
  name: string;
  /** E.164. */
  phone: string;
  address: string;
  latitude: number | null;
  longitude: number | null;
  /** 1 to 5 stars. */
  rating: number | null;
  ratingCount: number;
  /** IANA. */
  timeZone: string;
  /** Null where nobody knows them. */
  hours: WeekHours | null;
  /** Null where nobody knows. */
  takesNewClients: boolean | null;
}

export type WhyExcluded =
  | 'no_number'
  | 'impossible_number'
  | 'barred_number'
  | 'same_number'
  | 'closed_down'
  | 'no_time_zone';

export interface ExcludedPlace {
  name: string;
  reason: WhyExcluded;
}

export interface PlacesFound {
  /** The most relevant first; each number once. */
  found: Place[];
  excluded: ExcludedPlace[];
}

export interface PlaceSearch {
  service: string;
  location: string;
  /** Most places that may be found. */
  limit: number;
}

export interface Places {
  /** @throws PlacesError */
  search(wanted: PlaceSearch): Promise<PlacesFound>;
}

/** A place on the map: where it is known by its coordinates, else by its address. */
export type Destination = Pick<Place, 'key' | 'address' | 'latitude' | 'longitude'>;

export interface TravelTimes {
  /**
   * Minutes from an address to each place, in their order; null where no way is known.
   * @throws TravelTimesError when nothing is known of any
   */
  minutes(origin: string, places: readonly Destination[]): Promise<Array<number | null>>;
}

export interface Outside {
  /** The person's calendar; their zone (IANA) says when a day begins that is theirs as a whole. */
  calendarOf(timeZone: string): PersonCalendar;
  /** Null: places come from the directory in the database. */
  places: Places | null;
  travelTimes: TravelTimes;
}

interface OutsideOptions {
  /** What the other side asked us to wait; null where it did not say. */
  retryAfterSeconds?: number | null;
  cause?: unknown;
}

/** Only what is `unavailable` may be asked again in a while; for the rest somebody has to do something. */
export class OutsideError extends ParleyError {
  readonly retryAfterSeconds: number | null;

  constructor(code: string, message: string, options: OutsideOptions & { retryable: boolean }) {
    super(code, message, options);
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}

/** Whatever kept a calendar from being read or written: when the person is free is not known. */
export class CalendarError extends OutsideError {}

/** Down, slow or over its quota; the same question may be answered later. */
export class CalendarUnavailable extends CalendarError {
  constructor(message: string, options: OutsideOptions = {}) {
    super('calendar_unavailable', message, { ...options, retryable: true });
  }
}

/** The grant that we had was taken back, or has run out: somebody has to give a new one. */
export class CalendarRevoked extends CalendarError {
  constructor(message: string, options: OutsideOptions = {}) {
    super('calendar_revoked', message, { ...options, retryable: false });
  }
}

/** Our key, address or rights are wrong; the message says which setting. */
export class CalendarRefused extends CalendarError {
  constructor(message: string, options: OutsideOptions = {}) {
    super('calendar_refused', message, { ...options, retryable: false });
  }
}

/** It answered with something that we do not understand for certain. */
export class CalendarUnreadable extends CalendarError {
  constructor(message: string, options: OutsideOptions = {}) {
    super('calendar_unreadable', message, { ...options, retryable: false });
  }
}

/** No places were found, and not because there are none. */
export class PlacesError extends OutsideError {}

export class PlacesUnavailable extends PlacesError {
  constructor(message: string, options: OutsideOptions = {}) {
    super('places_unavailable', message, { ...options, retryable: true });
  }
}

export class PlacesRefused extends PlacesError {
  constructor(message: string, options: OutsideOptions = {}) {
    super('places_refused', message, { ...options, retryable: false });
  }
}

export class PlacesUnreadable extends PlacesError {
  constructor(message: string, options: OutsideOptions = {}) {
    super('places_unreadable', message, { ...options, retryable: false });
  }
}

/** No way is known; nobody may be called near for that. */
export class TravelTimesError extends OutsideError {}

export class TravelTimesUnavailable extends TravelTimesError {
  constructor(message: string, options: OutsideOptions = {}) {
    super('travel_times_unavailable', message, { ...options, retryable: true });
  }
}

export class TravelTimesRefused extends TravelTimesError {
  constructor(message: string, options: OutsideOptions = {}) {
    super('travel_times_refused', message, { ...options, retryable: false });
  }
}

export class TravelTimesUnreadable extends TravelTimesError {
  constructor(message: string, options: OutsideOptions = {}) {
    super('travel_times_unreadable', message, { ...options, retryable: false });
  }
}
