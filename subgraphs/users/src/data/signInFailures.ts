import type { Queryable } from "@angidi/datastores";
import type { LockoutPolicy } from "../domain/lockout.ts";

export interface SignInFailureRepository {
  /** Until when an address is locked, or null when it is not. */
  lockedUntil(digest: Buffer, now: Date): Promise<Date | null>;
  /** Counts a wrong password. Null when it was counted; until when the address is locked when it came too late for that. */
  record(digest: Buffer, now: Date): Promise<Date | null>;
  /**
   * Forgets the failures after a right password, unless they have locked the address meanwhile: then until when. In a
   * transaction, where it waits for a failure that is just being counted.
   */
  clear(digest: Buffer, now: Date): Promise<Date | null>;
  /** Deletes what counts no more, at most `limit`, and gives how many. */
  deleteExpired(now: Date, limit: number): Promise<number>;
}

/** The count of wrong passwords by address, under a policy. */
export function signInFailuresOn(queryable: Queryable, policy: LockoutPolicy): SignInFailureRepository {
  interface Count {
    readonly failures: number;
    readonly expiresAt: Date;
  }
  const lockOf = (count: Count | undefined, now: Date) =>
    count && count.failures >= policy.failures && count.expiresAt > now ? count.expiresAt : null;

  return {
    async lockedUntil(digest, now) {
      const [count] = await queryable.query<Count>(
        "signInFailures.find",
        `select failures, expires_at as "expiresAt" from sign_in_failures where address_digest = $1`,
        [digest],
      );
      return lockOf(count, now);
    },

    async record(digest, now) {
      // One statement, and the row its lock: of any number of guesses in parallel exactly as many are answered as the
      // policy allows.
      const [count] = await queryable.query<Count>(
        "signInFailures.record",
        `insert into sign_in_failures as known (address_digest, failures, expires_at) values ($1, 1, $3)
         on conflict (address_digest) do update set
           failures = case when known.expires_at <= $2 then 1 else known.failures + 1 end,
           expires_at = case when known.expires_at <= $2 then $3
                             when known.failures + 1 = $4 then $5
                             else known.expires_at end
         returning failures, expires_at as "expiresAt"`,
        [
          digest,
          now,
          new Date(now.getTime() + policy.windowMilliseconds),
          policy.failures,
          new Date(now.getTime() + policy.lockMilliseconds),
        ],
      );
      return count!.failures > policy.failures ? count!.expiresAt : null;
    },

    async clear(digest, now) {
      const [count] = await queryable.query<Count>(
        "signInFailures.lock",
        `select failures, expires_at as "expiresAt" from sign_in_failures where address_digest = $1 for update`,
        [digest],
      );
      const locked = lockOf(count, now);
      if (count && !locked) {
        await queryable.query("signInFailures.clear", "delete from sign_in_failures where address_digest = $1", [
          digest,
        ]);
      }
      return locked;
    },

    async deleteExpired(now, limit) {
      const deleted = await queryable.query(
        "signInFailures.deleteExpired",
        `delete from sign_in_failures where address_digest in (
           select address_digest from sign_in_failures where expires_at <= $1 limit $2
         ) returning 1`,
        [now, limit],
      );
      return deleted.length;
    },
  };
}
