const DUTCH_TIME = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Amsterdam",
  dateStyle: "short",
  timeStyle: "short",
});

/** Date and hour in the Netherlands, through both changes of the clock. */
export function dutchHour(instant: number): { readonly date: string; readonly hour: number } {
  const [date = "", time = ""] = DUTCH_TIME.format(instant).split(" ");
  return { date, hour: Number(time.slice(0, 2)) };
}
