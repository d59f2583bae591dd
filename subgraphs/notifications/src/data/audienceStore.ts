import type { Audience, Settings } from "../domain/audience.ts";
import type { Preference } from "../domain/kind.ts";
import type { QuietHours } from "../domain/quietHours.ts";

/** Quiet hours with the time zone whose clocks count. */
export interface LocalQuietHours extends QuietHours {
  readonly timeZone: string;
}

/** Who is reached how, and what they chose. */
export interface AudienceStore {
  /** Everything that decides where a user's message goes; `owner` is whose preferences count. */
  find(userId: string | null, owner: string): Promise<Audience>;
  /** Gives the orders that waited for the user's address, which wait no longer. */
  rememberUser(user: {
    readonly userId: string;
    readonly email: string;
    readonly displayName: string;
  }): Promise<readonly string[]>;
  /**
   * Has an order wait for a user's address, unless it is known after all. The user may be remembered at the same time, by
   * another process: they never miss each other.
   */
  awaitAddress(userId: string, orderId: string): Promise<"awaited" | "known">;

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
