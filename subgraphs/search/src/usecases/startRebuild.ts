import type { Ports } from "../context.ts";
import type { IndexStatus, RebuildSource } from "../data/generations.ts";

export type RebuildOutcome =
  | { readonly kind: "started"; readonly status: IndexStatus }
  | {
      readonly kind: "refused";
      readonly message: string;
      readonly path: readonly string[];
      readonly status: IndexStatus;
    };

/** Begins a new generation of the index, which a worker builds. One at a time. */
export async function startRebuild(
  { generations, wakeRebuild }: Pick<Ports, "generations" | "wakeRebuild">,
  generation: number | null,
  source: RebuildSource,
): Promise<RebuildOutcome> {
  const status = await generations.status();
  if (generation !== null && generation !== status.generation) {
    return { kind: "refused", message: "Another generation is in use by now", path: ["generation"], status };
  }
  const building = await generations.begin(source);
  if (!building) {
    const now = await generations.status();
    return { kind: "refused", message: "The index is being rebuilt already", path: [], status: now };
  }
  wakeRebuild();
  return { kind: "started", status: { ...status, building } };
}
