import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { startRebuild } from "../../../usecases/startRebuild.ts";
import { toIndexStatus } from "../toIndexStatus.ts";

export const rebuildSearchIndex: NonNullable<MutationResolvers["rebuildSearchIndex"]> = async (
  _parent,
  { input },
  { ports },
) => {
  const result = await startRebuild(ports, input.generation ?? null, input.source ?? "CATALOG");
  const status = toIndexStatus(result.status);
  return result.kind === "started"
    ? { __typename: "SearchIndexRebuildStarted", status }
    : { __typename: "SearchIndexRebuildRefused", message: result.message, path: result.path, status };
};
