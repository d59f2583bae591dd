import type { User } from "./user.ts";

/** What a client gets that has signed in or refreshed. */
export interface Session {
  readonly id: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token expires. */
  readonly expiresAt: Date;
  readonly user: User;
}
