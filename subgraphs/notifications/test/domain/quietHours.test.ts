import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { audibleAt, isTimeZone } from "../../src/domain/quietHours.ts";

const at = (hours: number, minutes = 0) => hours * 60 + minutes;
const overnight = { from: at(22), until: at(7) };
const atNoon = { from: at(12), until: at(14) };
const audible = (instant: string, hours: typeof overnight, zone: string) =>
  audibleAt(new Date(instant), hours, zone).toISOString().replace(".000Z", "Z");

describe("a message may ring", () => {
  test.each([
    ["at once outside the quiet hours", "2026-06-01T10:00:00Z", overnight, "Europe/Berlin", "2026-06-01T10:00:00Z"],
    ["the next morning, before midnight", "2026-06-01T20:00:00Z", overnight, "Europe/Berlin", "2026-06-02T05:00:00Z"],
    ["that morning, after midnight", "2026-06-02T03:10:20Z", overnight, "Europe/Berlin", "2026-06-02T05:00:00Z"],
    ["at the minute in which they end", "2026-06-02T05:00:00Z", overnight, "Europe/Berlin", "2026-06-02T05:00:00Z"],
    ["the same day, when they lie within it", "2026-06-02T10:30:00Z", atNoon, "Europe/Berlin", "2026-06-02T12:00:00Z"],
    ["where the day is another one", "2026-06-01T13:00:00Z", overnight, "Pacific/Auckland", "2026-06-01T19:00:00Z"],
    ["where offsets are no whole hours", "2026-06-01T18:00:00Z", overnight, "Asia/Kathmandu", "2026-06-02T01:15:00Z"],
    [
      "an hour earlier by UTC after clocks went forward",
      "2026-03-28T22:00:00Z",
      overnight,
      "Europe/Berlin",
      "2026-03-29T05:00:00Z",
    ],
    [
      "an hour later by UTC after clocks went back",
      "2026-10-24T21:00:00Z",
      overnight,
      "Europe/Berlin",
      "2026-10-25T06:00:00Z",
    ],
    [
      "after the gap, when the end is skipped",
      "2026-03-29T00:30:00Z",
      { from: at(1), until: at(2, 30) },
      "Europe/Berlin",
      "2026-03-29T01:30:00Z",
    ],
    [
      "at the first of two such times",
      "2026-10-24T23:30:00Z",
      { from: at(1), until: at(2, 30) },
      "Europe/Berlin",
      "2026-10-25T00:30:00Z",
    ],
  ])("%s", (_case, instant, hours, zone, expected) => {
    expect(audible(instant, hours, zone)).toBe(expected);
  });

  test("never in the past, never more than a day and an hour later, and asking again then changes nothing", () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const zone = fc.constantFrom("Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "America/Santiago", "UTC");
    const seconds = fc.integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2027, 0, 1) / 1000 });
    fc.assert(
      fc.property(seconds, minute, minute, zone, (second, from, until, timeZone) => {
        const now = new Date(second * 1000);
        const then = audibleAt(now, { from, until }, timeZone);
        const wait = then.getTime() - now.getTime();
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(25 * 3_600_000);
      }),
      { numRuns: 300 },
    );
  });
});

test("a time zone is a name of the IANA database", () => {
  for (const zone of ["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"]) expect(isTimeZone(zone)).toBe(true);
  for (const zone of ["", "Europe/Atlantis", "+02:00", "constructor", "../etc"]) expect(isTimeZone(zone)).toBe(false);
});
