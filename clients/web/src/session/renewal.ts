import { isStale } from "./tokenLife.ts";
import type { Tokens } from "./tokens.ts";

/**
 * What became of a session: new tokens; or over, to be signed in to again; or nothing is known, because the graph could
 * not be reached, and then the tokens stay.
 */
export type Renewal =
  | { readonly kind: "renewed"; readonly tokens: Tokens }
  | { readonly kind: "over" }
  | { readonly kind: "unknown" };

export interface Renewals {
  /** Gives what comes of a refresh token; never rejects. The token is sent once, however many ask at the same time. */
  readonly renew: (refreshToken: string) => Promise<Renewal>;
  /** Takes note that a browser has a refresh token: then the outcome that it came by has not been lost on the way. */
  readonly arrived: (refreshToken: string) => void;
}

/** In milliseconds, how long an outcome is kept. */
const kept = {
  /** New tokens that no browser has shown yet: the answer with them may have been lost, and its shopper tries again. */
  untilArrived: 10 * 60_000,
  /** New tokens that have arrived: requests that were sent with the old ones may still be on the way. */
  afterArrival: 30_000,
  over: 60_000,
  /** So long nothing is asked again, so that a graph in trouble is not asked for each request. */
  unknown: 3_000,
};

/** So many sessions are being renewed, or have been of late. */
const most = 10_000;

interface Entry {
  readonly outcome: Promise<Renewal>;
  /** When it is forgotten, in milliseconds since 1970; not while it is under way. */
  until: number;
}

/**
 * Renews sessions. A refresh token counts once, and one that comes twice ends its session; so requests that come at the
 * same time with the same token share one renewal, and those that come later with it get its outcome, until the browser
 * has shown that it got the new tokens. `patience`: how long a request waits, in milliseconds; the renewal itself goes on,
 * because a token whose renewal was given up may be spent or not.
 */
export function createRenewals({
  refresh,
  patience,
  clock,
}: {
  readonly refresh: (refreshToken: string) => Promise<Renewal>;
  readonly patience: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}): Renewals {
  const entries = new Map<string, Entry>();
  /** Which token a new one came of. */
  const origins = new Map<string, string>();

  function settle(spent: string, entry: Entry, renewal: Renewal): void {
    entry.until = clock() + (renewal.kind === "renewed" ? kept.untilArrived : kept[renewal.kind]);
    if (renewal.kind === "renewed") origins.set(renewal.tokens.refreshToken, spent);
  }

  function forget(spent: string): void {
    entries.delete(spent);
    for (const [next, origin] of origins) if (origin === spent) origins.delete(next);
  }

  /** Makes room: what has had its time goes, and the oldest outcomes of too many. */
  function tidy(): void {
    const now = clock();
    for (const [spent, { until }] of entries) {
      if (until <= now || (entries.size >= most && until < Number.POSITIVE_INFINITY)) forget(spent);
    }
  }

  function begin(refreshToken: string): Entry | undefined {
    tidy();
    if (entries.size >= most) return undefined;
    const entry: Entry = { outcome: refresh(refreshToken).catch(() => unknown), until: Number.POSITIVE_INFINITY };
    entries.set(refreshToken, entry);
    void entry.outcome.then((renewal) => settle(refreshToken, entry, renewal));
    return entry;
  }

  return {
    async renew(refreshToken) {
      const known = entries.get(refreshToken);
      const entry = known && known.until > clock() ? known : begin(refreshToken);
      if (!entry) return unknown;
      const renewal = await inTime(entry.outcome, patience);
      // New tokens that became stale while they waited for their browser: theirs is the next renewal.
      const isUsedUp = renewal.kind === "renewed" && known && isStale(renewal.tokens.accessToken, clock());
      return isUsedUp ? this.renew(renewal.tokens.refreshToken) : renewal;
    },
    arrived(refreshToken) {
      const spent = origins.get(refreshToken);
      const entry = spent === undefined ? undefined : entries.get(spent);
      if (!entry) return;
      origins.delete(refreshToken);
      entry.until = Math.min(entry.until, clock() + kept.afterArrival);
    },
  };
}

const unknown: Renewal = { kind: "unknown" };

async function inTime(outcome: Promise<Renewal>, patience: number): Promise<Renewal> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Renewal>((resolve) => {
    timer = setTimeout(resolve, patience, unknown);
  });
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer));
}
