import { z } from "zod";
import { type EventOf, eventContract } from "./event.ts";

/** Somebody made an account. */
export const userRegistered = eventContract(
  "user.registered",
  z.object({ userId: z.string(), email: z.string(), displayName: z.string() }),
);
export type UserRegistered = EventOf<typeof userRegistered>;
