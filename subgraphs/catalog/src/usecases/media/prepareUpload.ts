import { readLine } from "../../domain/fields.ts";
import { isUploadType, type MediaFile, mediaLimits, originalKey, uploadTypes } from "../../domain/media/mediaFile.ts";
import type { SignedUpload } from "../../media/store/objectStore.ts";
import type { Ports } from "../../ports.ts";
import { answeringInvalid, type InvalidOutcome } from "../outcome.ts";
import { secondsAfter } from "./changeMedia.ts";

export interface AnnouncedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly byteSize: number;
}

export type PrepareUploadOutcome =
  | { readonly kind: "prepared"; readonly file: MediaFile; readonly upload: SignedUpload }
  | { readonly kind: "unsupported-type"; readonly supported: readonly string[] }
  | { readonly kind: "too-large"; readonly maxByteSize: number }
  | InvalidOutcome;

/** Announces a file, and gives the address to which exactly this file may be uploaded for an hour. */
export function prepareUpload(
  { media, objects, newId, now }: Pick<Ports, "media" | "objects" | "newId" | "now">,
  announced: AnnouncedFile,
  uploadedBy: string | null,
): Promise<PrepareUploadOutcome> {
  return answeringInvalid(async () => {
    const fileName = readLine(announced.fileName, "The file's name", mediaLimits.fileName, ["fileName"]);
    const contentType = announced.contentType.trim().toLowerCase();
    if (!isUploadType(contentType)) return { kind: "unsupported-type", supported: Object.keys(uploadTypes) };
    const maxByteSize = mediaLimits.bytes[uploadTypes[contentType].kind];
    if (announced.byteSize > maxByteSize) return { kind: "too-large", maxByteSize };
    if (announced.byteSize < 1) {
      return { kind: "invalid-input", issue: { message: "A file has at least one byte", path: ["byteSize"] } };
    }

    const uploadUntil = secondsAfter(now(), mediaLimits.uploadSeconds);
    const file: MediaFile = {
      ...{ id: newId(), fileName, contentType, byteSize: announced.byteSize, uploadedBy, uploadUntil },
      status: "AWAITING_UPLOAD",
      failure: null,
      attempts: 0,
      facts: null,
      productIds: [],
      createdAt: now().toISOString(),
      deletedAt: null,
      dueAt: secondsAfter(now(), mediaLimits.uploadSeconds + mediaLimits.uploadGraceSeconds),
      version: 1,
    };
    await media.insert(file);
    const { id, byteSize } = file;
    const terms = { key: originalKey(id), contentType, byteSize, expiresAt: new Date(uploadUntil) };
    return { kind: "prepared", file, upload: await objects.signUpload(terms) };
  });
}
