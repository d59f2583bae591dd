import { type Channel, channels, isWanted, type Kind, type Preference } from "./kind.ts";
import type { QuietHours } from "./quietHours.ts";

/** How somebody can be reached, and what they chose. */
export interface Audience {
  /** Null for a guest. */
  readonly userId: string | null;
  readonly name: string | null;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  readonly locale: string | null;
  readonly hasDevices: boolean;
  readonly preferences: readonly Preference[];
}

/** What a user set for all their messages. */
export interface Settings {
  readonly locale: string | null;
  readonly phone: string | null;
  readonly timeZone: string | null;
  readonly quietHours: QuietHours | null;
}

export interface Destination {
  readonly channel: Channel;
  /** An address, a number; for PUSH and IN_APP the user's id. */
  readonly recipient: string;
}

/** The channels on which a message of this kind goes to somebody: where they can be reached and want it. */
export function destinationsOf(kind: Kind, audience: Audience): Destination[] {
  const recipients: Readonly<Record<Channel, string | null>> = {
    EMAIL: audience.email,
    SMS: audience.phone,
    PUSH: audience.hasDevices ? audience.userId : null,
    IN_APP: audience.userId,
  };
  return channels.flatMap((channel) => {
    const recipient = recipients[channel];
    return recipient !== null && isWanted(kind, channel, audience.preferences) ? [{ channel, recipient }] : [];
  });
}
