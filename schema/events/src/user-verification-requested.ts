import { z } from "zod";
import { type EventOf, eventContract } from "./event.ts";

/**
 * Somebody wants to show that their account's e-mail address is theirs. The token that is sent there is in no event: those who
 * send it make it of the verification's id and the platform's signing key (`derivedSecret`).
 */
export const userVerificationRequested = eventContract(
  "user.verification-requested",
  z.object({
    userId: z.string(),
    email: z.string(),
    verificationId: z.string(),
    /** From when on the token is worth nothing. ISO 8601. */
    expiresAt: z.string(),
  }),
);
export type UserVerificationRequested = EventOf<typeof userVerificationRequested>;
