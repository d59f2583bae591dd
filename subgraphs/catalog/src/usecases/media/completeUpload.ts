import { type MediaFile, originalKey } from "../../domain/media/mediaFile.ts";
import { sniff, sniffedBytes } from "../../domain/media/sniff.ts";
import type { ObjectStore } from "../../media/store/objectStore.ts";
import type { Ports } from "../../ports.ts";
import { changeMedia } from "./changeMedia.ts";

export type CompleteUploadOutcome =
  | { readonly kind: "completed"; readonly file: MediaFile }
  | { readonly kind: "not-found" }
  | { readonly kind: "not-uploaded" }
  /** What was uploaded is removed again; the file may be uploaded anew while its address is good. */
  | { readonly kind: "other-file"; readonly message: string };

/**
 * Sees whether a file was uploaded and is what was announced, and has it processed. A repeat changes nothing and gives
 * the file as it is by now.
 */
export async function completeUpload(
  ports: Pick<Ports, "media" | "objects" | "wakeProcessing" | "now">,
  id: string,
): Promise<CompleteUploadOutcome> {
  const [announced] = await ports.media.byIds([id]);
  if (!announced || announced.deletedAt !== null) return { kind: "not-found" };
  if (announced.status !== "AWAITING_UPLOAD") return { kind: "completed", file: announced };

  const key = originalKey(announced.id);
  const byteSize = await ports.objects.byteSizeOf(key);
  if (byteSize === null) return { kind: "not-uploaded" };
  const message = await mismatch(ports.objects, announced, byteSize);
  if (message !== null) {
    await ports.objects.delete(key);
    return { kind: "other-file", message };
  }
  const file = await changeMedia(ports, id, ({ status }) =>
    status === "AWAITING_UPLOAD" ? { status: "PROCESSING", dueAt: ports.now().toISOString() } : null,
  );
  if (!file) return { kind: "not-found" };
  ports.wakeProcessing();
  return { kind: "completed", file };
}

/** In which way an object is not what was announced; null when it is. */
async function mismatch(objects: ObjectStore, announced: MediaFile, byteSize: number): Promise<string | null> {
  if (byteSize !== announced.byteSize) return `The file has ${byteSize} bytes, not ${announced.byteSize}`;
  const type = sniff(await startOf(objects, originalKey(announced.id)));
  return type === announced.contentType
    ? null
    : `The file is ${type ?? "of another type"}, not ${announced.contentType}`;
}

async function startOf(objects: ObjectStore, key: string): Promise<Buffer> {
  const stream = await objects.read(key);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= sniffedBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, sniffedBytes);
}
