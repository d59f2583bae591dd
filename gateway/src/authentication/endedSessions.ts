import { BoundedCache } from "../boundedCache.ts";

/** Begins to tell which sessions have ended before their access tokens expire, until it is stopped. */
export type SessionEndings = (end: EndSession) => { stop(): Promise<void> };

/** Access tokens that name the session are refused until then, in milliseconds since 1970. */
export type EndSession = (sessionId: string, until: number) => void;

/** Sessions that are over. */
export interface EndedSessions {
  readonly end: EndSession;
  has(sessionId: string): boolean;
}

/** So many are remembered; those whose tokens have come least lately are forgotten first. */
const keptSessions = 200_000;
/** Clocks differ, and to refuse a token of an ended session for longer hurts nobody. */
const grace = 60_000;

export function endedSessions(clock: () => number): EndedSessions {
  const ended = new BoundedCache<number>(keptSessions);
  return {
    end: (sessionId, until) => ended.set(sessionId, until + grace),
    has: (sessionId) => clock() < (ended.get(sessionId) ?? 0),
  };
}
