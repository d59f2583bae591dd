import { isId } from "@angidi/datastores";
import type { KnownDifference } from "../data/differences.ts";
import type { Ports } from "../ports.ts";

export type ResolveDifferenceResult =
  /** Closed, now or before: by somebody, or because it is gone. */
  | { readonly kind: "closed"; readonly difference: KnownDifference }
  | { readonly kind: "not-found" }
  | { readonly kind: "invalid"; readonly mistake: string };

/** Closes a difference with what was found out about it. Of one that is closed already nothing changes. */
export async function resolveDifference(
  { differences }: Pick<Ports, "differences">,
  { id, note, by }: { readonly id: string; readonly note: string; readonly by: string },
): Promise<ResolveDifferenceResult> {
  const said = note.trim();
  if (said === "" || said.length > 1_000) return { kind: "invalid", mistake: "A note has 1 to 1,000 characters" };
  if (!isId(id)) return { kind: "not-found" };
  const difference = (await differences.resolve(id, by, said)) ?? (await differences.byId(id));
  return difference ? { kind: "closed", difference } : { kind: "not-found" };
}
