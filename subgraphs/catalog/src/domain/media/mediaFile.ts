import type { Size } from "../product.ts";

/** What may be uploaded. */
export const uploadTypes = {
  "image/jpeg": { kind: "IMAGE", extension: "jpg" },
  "image/png": { kind: "IMAGE", extension: "png" },
  "image/webp": { kind: "IMAGE", extension: "webp" },
  "image/avif": { kind: "IMAGE", extension: "avif" },
  "video/mp4": { kind: "VIDEO", extension: "mp4" },
  "video/webm": { kind: "VIDEO", extension: "webm" },
} as const;
export type UploadType = keyof typeof uploadTypes;

/** Whether files of this content type may be uploaded. */
export function isUploadType(contentType: string): contentType is UploadType {
  return Object.hasOwn(uploadTypes, contentType);
}

export const mediaLimits = {
  fileName: 255,
  /** Bytes. */
  bytes: { IMAGE: 25 * 1024 * 1024, VIDEO: 500 * 1024 * 1024 },
  /** A picture is decoded whole, with four bytes for a pixel. */
  pixels: 50_000_000,
  /** Pixels; WebP has no room for more than 16383. */
  side: 16_000,
  /** How long an upload's address is good for. */
  uploadSeconds: 3_600,
  /** How long after the address has run out a file that was never uploaded is forgotten: a slow upload may still end. */
  uploadGraceSeconds: 900,
  /** How long staff can read why a file failed. */
  failedSeconds: 30 * 86_400,
  /** How often a file is processed, if what goes wrong is not the file's fault for sure. */
  attempts: 5,
  /** How long after its deletion a file is removed: longer than a change that was naming it meanwhile takes. */
  removalSeconds: 900,
} as const;

export type MediaStatus = "AWAITING_UPLOAD" | "PROCESSING" | "READY" | "FAILED";

/** What processing finds out about a file, and what it makes of it. */
export interface MediaFacts {
  /** Pixels, as it is shown. */
  readonly width: number | null;
  readonly height: number | null;
  readonly durationMilliseconds: number | null;
  /** A `data:` address of a picture of a few pixels. */
  readonly placeholder: string | null;
  /** Such as #1e90ff. */
  readonly dominantColour: string | null;
  /** The renditions of a picture, from the smallest on. Each is there as WebP and as the fallback. */
  readonly sizes: readonly Size[];
  readonly fallback: "jpg" | "png" | null;
}

/** An uploaded file, from the moment that it is announced. */
export interface MediaFile {
  /** A UUID. */
  readonly id: string;
  readonly fileName: string;
  readonly contentType: UploadType;
  readonly byteSize: number;
  readonly status: MediaStatus;
  /** Why processing gave up, in a sentence for staff. */
  readonly failure: string | null;
  /** How often processing began. */
  readonly attempts: number;
  /** Null until it is READY. */
  readonly facts: MediaFacts | null;
  /** The products that it was ever given to; they say themselves whether they still show it. */
  readonly productIds: readonly string[];
  /** A user's id. */
  readonly uploadedBy: string | null;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Until when it may be uploaded; ISO 8601. */
  readonly uploadUntil: string;
  /** When somebody deleted it; ISO 8601. It is removed a while later. */
  readonly deletedAt: string | null;
  /** When the worker has to see to it next; ISO 8601. Null: not unless something happens to it. */
  readonly dueAt: string | null;
  readonly version: number;
}

/** Where the store has what was uploaded, which nobody but us reads. */
export function originalKey(mediaId: string): string {
  return `originals/${mediaId}`;
}

/** Below which the store has what everybody may read of a file. */
export function publicFolder(mediaId: string): string {
  return `media/${mediaId}`;
}

/** The key of a rendition, or of a video. A product's document names it with a slash before it. */
export function publicKey(mediaId: string, name: string): string {
  return `${publicFolder(mediaId)}/${name}`;
}

/** The content type of what is public, by the end of its name; null for what never is. */
export function contentTypeOfName(name: string): string | null {
  const extension = name.slice(name.lastIndexOf(".") + 1);
  const [type] = Object.entries(uploadTypes).find(([, each]) => each.extension === extension) ?? [];
  return type ?? null;
}
