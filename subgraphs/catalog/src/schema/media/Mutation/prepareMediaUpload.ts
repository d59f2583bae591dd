import { userIdOf } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { prepareUpload } from "../../../usecases/media/prepareUpload.ts";
import { toPrepareMediaUploadResult } from "../results.ts";

export const prepareMediaUpload: MutationResolvers["prepareMediaUpload"] = async (
  _parent,
  { input },
  { ports, caller },
) => toPrepareMediaUploadResult(await prepareUpload(ports, input, userIdOf(caller)));
