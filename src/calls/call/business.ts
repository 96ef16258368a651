/** What a business is, for whoever asks: its rows, and what its owner writes. */
export interface Business {
  address: string | null;
  /** As callers name them. */
  services: string[];
  /** Whom or what can be booked, by name. */
  resources: string[];
  hours: OpeningHours;
}

export interface OpeningHours {
  /** In no order; a day has as many as it has openings. Times are HH:MM, 24:00 is the end of a day. */
  week: Array<{ weekday: number; opens: string; closes: string }>;
  /** The days of the next month that differ, soonest first. Without times it is the whole day. */
  exceptions: Array<{
    day: string;
    isOpen: boolean;
    opens: string | null;
    closes: string | null;
    reason: string | null;
  }>;
}
