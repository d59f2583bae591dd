import type { Queryable } from "@angidi/datastores";
import type { RefreshTokenKey } from "../domain/refreshToken.ts";
import type { User } from "../domain/user.ts";
import { userColumns } from "./users.ts";

/** A refresh token to be stored: its hash, never itself. */
export interface NewRefreshToken {
  readonly tokenHash: Buffer;
  readonly expiresAt: Date;
}

export interface SessionRepository {
  /**
   * Opens a session with its first token, unless the user's password hash is another by now: then false. Holds the
   * hash until the transaction ends, so a change of the password comes before (and this is refused) or after (and ends
   * this session too).
   */
  open(session: {
    userId: string;
    id: string;
    passwordHash: string;
    now: Date;
    token: NewRefreshToken;
  }): Promise<boolean>;
  /** Spends a token and puts its successor in place; null when it is unknown, spent, expired or its session over. */
  rotate(
    spent: RefreshTokenKey,
    next: NewRefreshToken & { now: Date },
  ): Promise<{ user: User; sessionId: string } | null>;
  /** Ends the session of a token that was spent before; gives its id, or null when there is nothing to end. */
  endIfReused(token: RefreshTokenKey, now: Date): Promise<string | null>;
  /** Ends the session to which a token belongs, spent or not, and gives its id. Null when there is no such token. */
  endByToken(token: RefreshTokenKey, now: Date): Promise<string | null>;
  /** Ends all of a user's sessions but one, and gives their ids. */
  endOthers(userId: string, keptSessionId: string | null, now: Date): Promise<string[]>;
  /** The sessions that have ended since then. */
  endedSince(since: Date): Promise<{ readonly id: string; readonly endedAt: Date }[]>;
  /** Deletes sessions of which no token is valid any more, at most `limit`, and gives how many. */
  deleteExpired(createdBefore: Date, now: Date, limit: number): Promise<number>;
}

/** Sessions and their refresh tokens. */
export function sessionsOn(queryable: Queryable): SessionRepository {
  return {
    async open({ userId, id, passwordHash, now, token }) {
      const opened = await queryable.query(
        "sessions.open",
        `with opened as (
           insert into sessions (user_id, id, created_at)
           select user_id, $2::uuid, $3::timestamptz from credentials where user_id = $1 and password_hash = $4 for share
           returning user_id, id
         )
         insert into refresh_tokens (user_id, token_hash, session_id, expires_at)
         select user_id, $5::bytea, id, $6::timestamptz from opened
         returning 1`,
        [userId, id, now, passwordHash, token.tokenHash, token.expiresAt],
      );
      return opened.length > 0;
    },

    async rotate(spent, next) {
      // The update of the token is what two refreshes in parallel queue up for; the second finds it used.
      const [row] = await queryable.query<User & { sessionId: string }>(
        "sessions.rotate",
        `with spent as (
           update refresh_tokens as token set used_at = $3
           from sessions
           where token.user_id = $1 and token.token_hash = $2 and token.used_at is null and token.expires_at > $3
             and sessions.user_id = token.user_id and sessions.id = token.session_id and sessions.ended_at is null
           returning token.user_id, token.session_id
         ), successor as (
           insert into refresh_tokens (user_id, token_hash, session_id, expires_at)
           select user_id, $4::bytea, session_id, $5::timestamptz from spent
         )
         select ${userColumns},
           spent.session_id as "sessionId"
         from spent join users on users.id = spent.user_id`,
        [spent.userId, spent.tokenHash, next.now, next.tokenHash, next.expiresAt],
      );
      if (!row) return null;
      const { sessionId, ...user } = row;
      return { user, sessionId };
    },

    async endIfReused(token, now) {
      const [ended] = await queryable.query<{ id: string }>(
        "sessions.endIfReused",
        `update sessions set ended_at = $3, end_reason = 'TOKEN_REUSED'
         from refresh_tokens as token
         where token.user_id = $1 and token.token_hash = $2 and token.used_at is not null
           and sessions.user_id = token.user_id and sessions.id = token.session_id and sessions.ended_at is null
         returning sessions.id`,
        [token.userId, token.tokenHash, now],
      );
      return ended?.id ?? null;
    },

    async endByToken(token, now) {
      const [found] = await queryable.query<{ id: string }>(
        "sessions.endByToken",
        `with token as (
           select user_id, session_id from refresh_tokens where user_id = $1 and token_hash = $2
         ), ended as (
           update sessions set ended_at = $3, end_reason = 'LOGGED_OUT' from token
           where sessions.user_id = token.user_id and sessions.id = token.session_id and sessions.ended_at is null
         )
         select session_id as id from token`,
        [token.userId, token.tokenHash, now],
      );
      return found?.id ?? null;
    },

    async endOthers(userId, keptSessionId, now) {
      const ended = await queryable.query<{ id: string }>(
        "sessions.endOthers",
        `update sessions set ended_at = $3, end_reason = 'PASSWORD_CHANGED'
         where user_id = $1 and ended_at is null and id is distinct from $2::uuid
         returning id`,
        [userId, keptSessionId, now],
      );
      return ended.map(({ id }) => id);
    },

    endedSince: (since) =>
      queryable.query(
        "sessions.endedSince",
        `select id, ended_at as "endedAt" from sessions where ended_at >= $1 order by ended_at`,
        [since],
      ),

    async deleteExpired(createdBefore, now, limit) {
      const deleted = await queryable.query(
        "sessions.deleteExpired",
        `delete from sessions where (user_id, id) in (
           select user_id, id from sessions as old
           where created_at < $1 and not exists (
             select from refresh_tokens as token
             where token.user_id = old.user_id and token.session_id = old.id and token.expires_at > $2
           )
           limit $3
         ) returning 1`,
        [createdBefore, now, limit],
      );
      return deleted.length;
    },
  };
}
