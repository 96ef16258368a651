/** The coming Tuesday (or the one after, when that is tomorrow): far enough ahead in every time zone. */
export function comingTuesday(): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + 2);
  while (day.getUTCDay() !== 2) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
