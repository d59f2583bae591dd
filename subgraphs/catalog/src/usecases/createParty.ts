import type { PartyRepository } from "../data/partyRepository.ts";
import { readLine } from "../domain/fields.ts";
import { limits } from "../domain/limits.ts";
import type { NamedReference } from "../domain/product.ts";
import { answeringInvalid, type InvalidOutcome } from "./outcome.ts";

export type CreatePartyOutcome =
  | { readonly kind: "saved"; readonly party: NamedReference }
  | { readonly kind: "name-taken" }
  | InvalidOutcome;

/** Makes a brand or a seller, wherever `parties` keeps them. */
export function createParty(
  { parties, newId }: { readonly parties: PartyRepository; readonly newId: () => string },
  givenName: string,
): Promise<CreatePartyOutcome> {
  return answeringInvalid(async () => {
    const name = readLine(givenName, "The name", limits.name, ["name"]);
    const party = await parties.insert({ id: newId(), name });
    return party ? { kind: "saved", party } : { kind: "name-taken" };
  });
}
