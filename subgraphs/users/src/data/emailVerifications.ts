import type { Queryable } from "@angidi/datastores";
import type { EmailVerification } from "../domain/emailVerification.ts";
import type { User } from "../domain/user.ts";
import { userColumns } from "./users.ts";

/** The verifications of addresses that are asked for: one of a user, the last. */
export interface EmailVerificationRepository {
  /** Puts one in the place of an earlier one; false, and nothing is changed, when that was asked for after `notSince`. */
  put(verification: EmailVerification, notSince: Date): Promise<boolean>;
  /** Spends the user's token: their address is verified from now on. Null when it is not the last one, or has expired. */
  spend(userId: string, tokenHash: Buffer, now: Date): Promise<User | null>;
  /** Deletes some that have expired, and gives how many. */
  deleteExpired(now: Date, limit: number): Promise<number>;
}

export function emailVerificationsOn(queryable: Queryable): EmailVerificationRepository {
  return {
    async put({ userId, email, tokenHash, requestedAt, expiresAt }, notSince) {
      const rows = await queryable.query(
        "emailVerifications.put",
        `insert into email_verifications as known (user_id, email, token_hash, requested_at, expires_at)
         values ($1, $2, $3, $4, $5)
         on conflict (user_id) do update set email = excluded.email, token_hash = excluded.token_hash,
           requested_at = excluded.requested_at, expires_at = excluded.expires_at
         where known.requested_at <= $6 returning 1`,
        [userId, email, tokenHash, requestedAt, expiresAt, notSince],
      );
      return rows.length > 0;
    },

    async spend(userId, tokenHash, now) {
      const [user] = await queryable.query<User>(
        "emailVerifications.spend",
        `with spent as (
           delete from email_verifications where user_id = $1 and token_hash = $2 and expires_at > $3
           returning user_id, email
         )
         update users set email_verified_at = $3 from spent
         where users.id = $1 and users.id = spent.user_id and users.email = spent.email
         returning ${userColumns}`,
        [userId, tokenHash, now],
      );
      return user ?? null;
    },

    async deleteExpired(now, limit) {
      const rows = await queryable.query(
        "emailVerifications.deleteExpired",
        `delete from email_verifications where user_id in (
           select user_id from email_verifications where expires_at <= $1 limit $2
         ) returning 1`,
        [now, limit],
      );
      return rows.length;
    },
  };
}
