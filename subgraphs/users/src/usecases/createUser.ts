import { eventOf, userRegistered } from "@angidi/event-contracts";
import type { StoreTransaction } from "../data/store.ts";
import type { User } from "../domain/user.ts";

/**
 * Creates a user in a transaction, with the event that tells of it. False when their e-mail address is another's; of any
 * number that register one address in parallel, one gets it.
 */
export async function createUser(
  store: Pick<StoreTransaction, "users" | "publish">,
  user: User,
  { passwordHash, now }: { passwordHash: string; now: Date },
): Promise<boolean> {
  if (!(await store.users.claimEmail(user.email, user.id))) return false;
  await store.users.insert(user, passwordHash, now);
  await store.publish(
    eventOf(userRegistered, {
      source: "users",
      subject: user.id,
      subjectVersion: 1,
      data: { userId: user.id, email: user.email, displayName: user.displayName },
    }),
  );
  return true;
}
