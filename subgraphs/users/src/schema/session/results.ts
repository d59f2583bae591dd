import type { Session } from "../../domain/session.ts";
import { refusal } from "../userErrors.ts";

/** A session as a member of a result's union. */
export function toSession(session: Session) {
  return { __typename: "Session", ...session } as const;
}

/** The one thing that is said of a refresh token that is not accepted, whatever the reason. */
export const refreshTokenInvalid = () =>
  refusal("RefreshTokenInvalid", "The session is over or the token is not its newest. Sign in again.", [
    "refreshToken",
  ]);
