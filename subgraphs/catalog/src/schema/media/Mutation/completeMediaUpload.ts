import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { completeUpload } from "../../../usecases/media/completeUpload.ts";
import { toCompleteMediaUploadResult } from "../results.ts";

export const completeMediaUpload: MutationResolvers["completeMediaUpload"] = async (_parent, { input }, { ports }) =>
  toCompleteMediaUploadResult(await completeUpload(ports, input.mediaId));
