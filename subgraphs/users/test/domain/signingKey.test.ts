import { describe, expect, it } from "@jest/globals";
import {
  isPublished,
  type KeySchedule,
  keyInUse,
  newKeySignsFrom,
  predecessorsPublishedUntil,
} from "../../src/domain/signingKey.ts";

const minute = 60_000;
const start = new Date("2026-01-01T00:00:00Z");
const later = (milliseconds: number) => new Date(start.getTime() + milliseconds);
const key = (id: string, signsFrom: Date, publishedUntil: Date | null = null): KeySchedule => ({
  id,
  signsFrom,
  publishedUntil,
});
const day = 24 * 60 * minute;
const keyLifetimeSeconds = (30 * day) / 1000;

describe("keys for access tokens", () => {
  it("are made at once where there is none", () => {
    expect(newKeySignsFrom([], start, keyLifetimeSeconds)).toEqual(start);
    expect(newKeySignsFrom([key("gone", start, later(minute))], later(2 * minute), keyLifetimeSeconds)).toEqual(
      later(2 * minute),
    );
  });

  it("are succeeded once old, by a key that is published before it signs", () => {
    const old = key("old", start);
    expect(newKeySignsFrom([old], later(29 * day), keyLifetimeSeconds)).toBeNull();
    const signsFrom = newKeySignsFrom([old], later(30 * day), keyLifetimeSeconds);
    expect(signsFrom!.getTime()).toBeGreaterThan(later(30 * day).getTime() + minute);
    expect(newKeySignsFrom([old, key("new", signsFrom!)], later(30 * day), keyLifetimeSeconds)).toBeNull();
  });

  it("sign one at a time, and verify until their last token has expired", () => {
    const signsFrom = later(10 * minute);
    const until = predecessorsPublishedUntil(signsFrom, 900);
    const keys = [key("old", start, until), key("new", signsFrom)];
    expect(keyInUse(keys, later(9 * minute))?.id).toBe("old");
    expect(keyInUse(keys, signsFrom)?.id).toBe("new");
    expect(isPublished(keys[0]!, later(25 * minute))).toBe(true);
    expect(isPublished(keys[0]!, later(26 * minute))).toBe(false);
  });
});
