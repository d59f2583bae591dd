import type { Channel } from "./kind.ts";

/** A part of the day, in minutes after local midnight; it may go over midnight. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** Mail waits in a mailbox and an in-app message in the app; only these ring. */
export function isAudible(channel: Channel): boolean {
  return channel === "SMS" || channel === "PUSH";
}

/** Whether a name is a time zone of the IANA database, such as Europe/Berlin. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * When a message that is due at `instant` may ring: at once outside the quiet hours, otherwise when they end by the
 * clocks of the time zone, whatever those clocks do that night. `from` is quiet, `until` is not.
 */
export function audibleAt(instant: Date, { from, until }: QuietHours, timeZone: string): Date {
  const local = localTime(instant, timeZone);
  const midnight = Math.floor(local / day) * day;
  const minutes = (local - midnight) / minute;
  const isQuiet = from <= until ? minutes >= from && minutes < until : minutes >= from || minutes < until;
  if (!isQuiet) return instant;
  const end = midnight + until * minute + (minutes >= until ? day : 0);
  // Where clocks are set back the end may lie behind; a message is never due before it came.
  return new Date(Math.max(toInstant(end, timeZone), instant.getTime()));
}

/** What the clocks show, as milliseconds since the epoch if they were in UTC. */
function localTime(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}

/**
 * The first instant at which the clocks show a local time. A time that they skip counts by the offset before the gap,
 * which lands as much after the gap as the time lies within it.
 */
function toInstant(local: number, timeZone: string): number {
  const offsetNear = (guess: number) => localTime(new Date(guess), timeZone) - guess;
  const [before, after] = [offsetNear(local - day), offsetNear(local + day)];
  const candidates = [local - before, local - after].sort((one, other) => one - other);
  return candidates.find((candidate) => localTime(new Date(candidate), timeZone) === local) ?? local - before;
}
