import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { type Kind, kinds } from "../domain/kind.ts";

/** What an unsubscribe link switches off: mails of a kind, for an owner of preferences. */
export interface Unsubscription {
  readonly owner: string;
  readonly kind: Kind;
}

export interface UnsubscribeLinks {
  /** Whose the preferences are: a user's, or a guest's by a keyed hash of the address, which is kept nowhere else. */
  ownerOf(userId: string | null, email: string | null): string;
  urlFor(unsubscription: Unsubscription): string;
  /** What a token of such a link says, or null when it is not one that was given out. */
  read(token: string): Unsubscription | null;
}

/** Where the links lead, on the host of the graph. */
export const unsubscribePath = "/notifications/unsubscribe";

/** Links that are signed with keys of their own: a key for one use cannot be turned to another. They do not run out. */
export function unsubscribeLinks(signingKey: string, publicUrl: string): UnsubscribeLinks {
  const keyFor = (use: string) => Buffer.from(hkdfSync("sha256", signingKey, "", `angidi.notifications.${use}`, 32));
  const [linkKey, guestKey] = [keyFor("unsubscribe"), keyFor("guest")];
  const signatureOf = (payload: string) => createHmac("sha256", linkKey).update(payload).digest();

  return {
    ownerOf(userId, email) {
      if (userId !== null) return `user:${userId}`;
      const address = (email ?? "").trim().toLowerCase();
      return `guest:${createHmac("sha256", guestKey).update(address).digest("base64url")}`;
    },

    urlFor({ owner, kind }) {
      const payload = Buffer.from(JSON.stringify([owner, kind])).toString("base64url");
      return `${publicUrl}${unsubscribePath}?token=${payload}.${signatureOf(payload).toString("base64url")}`;
    },

    read(token) {
      const [payload, signature, ...more] = token.split(".");
      if (!payload || !signature || more.length > 0) return null;
      const given = Buffer.from(signature, "base64url");
      const right = signatureOf(payload);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      const [owner, kind] = JSON.parse(Buffer.from(payload, "base64url").toString()) as [string, Kind];
      // A link may be older than the kinds that there are now.
      return kinds.includes(kind) ? { owner, kind } : null;
    },
  };
}
