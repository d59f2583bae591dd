import type { DomainEvent } from "@angidi/event-contracts";
import type { Audience, Settings } from "../domain/audience.ts";
import type { Preference } from "../domain/kind.ts";
import type { OrderContact } from "../domain/occasion.ts";
import type { QuietHours } from "../domain/quietHours.ts";

/** Quiet hours with the time zone whose clocks count. */
export interface LocalQuietHours extends QuietHours {
  readonly timeZone: string;
}

/** Who is reached how, and what they chose. */
export interface AudienceStore {
  /** Everything that decides where a user's message goes; `owner` is whose preferences count. */
  find(userId: string | null, owner: string): Promise<Audience>;
  rememberUser(user: { readonly userId: string; readonly email: string; readonly displayName: string }): Promise<void>;

  settings(userId: string): Promise<Settings>;
  saveSettings(userId: string, settings: Settings): Promise<void>;
  /** The quiet hours of those users who have some. */
  quietHoursOf(userIds: readonly string[]): Promise<ReadonlyMap<string, LocalQuietHours>>;

  preferencesOf(owner: string): Promise<Preference[]>;
  setPreference(owner: string, preference: Preference): Promise<void>;

  registerDevice(userId: string, token: string, now: Date): Promise<void>;
  forgetDevice(userId: string, token: string): Promise<void>;
  devicesOf(userId: string): Promise<string[]>;
  /** Forgets tokens that stand for no app any more. */
  forgetDevices(tokens: readonly string[]): Promise<void>;
}

/**
 * Whose orders are, so that events of their payments find them. An event and its order may come at the same time, to
 * different processes: they never miss each other.
 */
export interface OrderContactStore {
  /** Remembers an order; gives the events that came before it, which wait no longer. */
  remember(contact: OrderContact): Promise<DomainEvent[]>;
  /** Null when it is not remembered; then it is not before this transaction has ended. */
  find(orderId: string): Promise<OrderContact | null>;
  /** Keeps an event until its order is remembered. */
  hold(orderId: string, event: DomainEvent): Promise<void>;
}
