import { type Channel, channels, isMandatory, isWanted, type Kind, kinds, type Preference } from "../domain/kind.ts";
import type { Ports } from "../ports.ts";
import type { Unsubscription } from "../services/unsubscribeLinks.ts";

type PreferencePorts = Pick<Ports, "audience" | "links">;

/** A preference as it counts, whether it was chosen or not. */
export interface EffectivePreference extends Preference {
  readonly mandatory: boolean;
}

const effective = (kind: Kind, channel: Channel, chosen: readonly Preference[]): EffectivePreference => ({
  kind,
  channel,
  enabled: isWanted(kind, channel, chosen),
  mandatory: isMandatory(kind, channel),
});

/** What a user is told of and how: every kind on every channel. */
export async function listPreferences(
  { audience, links }: PreferencePorts,
  userId: string,
): Promise<EffectivePreference[]> {
  const chosen = await audience.preferencesOf(links.ownerOf(userId, null));
  return kinds.flatMap((kind) => channels.map((channel) => effective(kind, channel, chosen)));
}

export type SetPreferenceResult =
  | { readonly kind: "saved"; readonly preference: EffectivePreference }
  | { readonly kind: "mandatory" };

/** Switches a kind on or off on a channel. What is transactional stays on: refused, not ignored. */
export async function setPreference(
  { audience, links }: PreferencePorts,
  userId: string,
  preference: Preference,
): Promise<SetPreferenceResult> {
  const { kind, channel, enabled } = preference;
  if (isMandatory(kind, channel) && !enabled) return { kind: "mandatory" };
  await audience.setPreference(links.ownerOf(userId, null), { kind, channel, enabled });
  return { kind: "saved", preference: effective(kind, channel, [preference]) };
}

/** What an unsubscribe link is for, or null when it is not one of ours. */
export function readUnsubscription({ links }: Pick<Ports, "links">, token: string): Unsubscription | null {
  return links.read(token);
}

/** Switches mails of a kind off by a link's token; null when it is not one of ours. Doing it again changes nothing. */
export async function unsubscribe({ audience, links }: PreferencePorts, token: string): Promise<Unsubscription | null> {
  const unsubscription = links.read(token);
  if (unsubscription && !isMandatory(unsubscription.kind, "EMAIL")) {
    await audience.setPreference(unsubscription.owner, { kind: unsubscription.kind, channel: "EMAIL", enabled: false });
  }
  return unsubscription;
}
