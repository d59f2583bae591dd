import type { ArrangeMediaOutcome } from "../../usecases/media/arrangeMedia.ts";
import type { AttachMediaOutcome } from "../../usecases/media/attachMedia.ts";
import type { CompleteUploadOutcome } from "../../usecases/media/completeUpload.ts";
import type { DeleteMediaOutcome } from "../../usecases/media/deleteMedia.ts";
import type { PrepareUploadOutcome } from "../../usecases/media/prepareUpload.ts";
import type { RewriteOutcome } from "../../usecases/rewriteProduct.ts";
import { toRewriteResult } from "../product/results.ts";

/** An outcome as a member of PrepareMediaUploadResult. */
export function toPrepareMediaUploadResult(outcome: PrepareUploadOutcome) {
  switch (outcome.kind) {
    case "prepared": {
      const { file, upload } = outcome;
      return {
        __typename: "MediaUpload" as const,
        mediaId: file.id,
        url: upload.url,
        method: upload.method,
        headers: Object.entries(upload.headers).map(([name, value]) => ({ name, value })),
        expiresAt: file.uploadUntil,
      };
    }
    case "unsupported-type":
      return {
        __typename: "MediaTypeUnsupported" as const,
        message: `Files are of one of these types: ${outcome.supported.join(", ")}`,
        path: ["contentType"],
        supported: outcome.supported,
      };
    case "too-large":
      return {
        __typename: "MediaTooLarge" as const,
        message: `A file of this type has at most ${outcome.maxByteSize} bytes`,
        path: ["byteSize"],
        maxByteSize: outcome.maxByteSize,
      };
    case "invalid-input":
      return { __typename: "InvalidInput" as const, ...outcome.issue };
  }
}

/** An outcome as a member of CompleteMediaUploadResult. */
export function toCompleteMediaUploadResult(outcome: CompleteUploadOutcome) {
  switch (outcome.kind) {
    case "completed":
      return { __typename: "MediaUploadCompleted" as const, file: outcome.file };
    case "not-found":
      return mediaNotFound(["mediaId"]);
    case "not-uploaded":
      return { __typename: "MediaNotUploaded" as const, message: "Nothing was uploaded yet", path: ["mediaId"] };
    case "other-file":
      return { __typename: "MediaMismatch" as const, message: outcome.message, path: ["mediaId"] };
  }
}

/** An outcome as a member of AttachMediaResult. */
export function toAttachMediaResult(outcome: AttachMediaOutcome) {
  switch (outcome.kind) {
    case "media-not-found":
      return mediaNotFound(["mediaId"]);
    case "media-not-ready":
      return {
        __typename: "MediaNotReady" as const,
        message: "The file has not been processed, or cannot be used",
        path: ["mediaId"],
      };
    default:
      return toProductResult(outcome);
  }
}

/** An outcome as a member of ArrangeMediaResult. */
export function toArrangeMediaResult(outcome: ArrangeMediaOutcome) {
  return outcome.kind === "media-not-found" ? mediaNotFound(outcome.path) : toProductResult(outcome);
}

/** An outcome as a member of DeleteMediaResult. */
export function toDeleteMediaResult(outcome: DeleteMediaOutcome) {
  switch (outcome.kind) {
    case "deleted":
      return { __typename: "MediaDeleted" as const, mediaId: outcome.mediaId };
    case "not-found":
      return mediaNotFound(["mediaId"]);
    case "in-use":
      return {
        __typename: "MediaInUse" as const,
        message: "Products show the file",
        path: ["mediaId"],
        products: outcome.products,
      };
  }
}

function toProductResult(outcome: RewriteOutcome) {
  const result = toRewriteResult(outcome);
  return result.__typename === "ProductNotFound" ? { ...result, path: ["productId"] } : result;
}

function mediaNotFound(path: readonly string[]) {
  return { __typename: "MediaNotFound" as const, message: "There is no such file", path };
}
