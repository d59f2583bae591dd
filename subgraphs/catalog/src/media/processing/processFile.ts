import { addAbortSignal } from "node:stream";
import { type MediaFacts, originalKey, publicKey, uploadTypes } from "../../domain/media/mediaFile.ts";
import type { ProcessedFile } from "../ports.ts";
import type { ObjectStore } from "../store/objectStore.ts";
import { bytesOf, wholeOf } from "./bytes.ts";
import type { PictureProcess } from "./pictureProcess.ts";
import { readVideoHeader } from "./videoHeader.ts";

interface Ports {
  readonly objects: ObjectStore;
  readonly pictures: PictureProcess;
}

/**
 * Makes of an original what everybody may see of it: a picture's renditions, a video as it came. A repeat makes the same
 * again. Throws UnusableMedia for a file that can never be processed.
 */
export async function processFile(ports: Ports, file: ProcessedFile, signal: AbortSignal): Promise<MediaFacts> {
  const { contentType } = file;
  return contentType === "video/mp4" || contentType === "video/webm"
    ? publishVideo(ports, file, contentType, signal)
    : publishPicture(ports, file, signal);
}

async function publishPicture(
  { objects, pictures }: Ports,
  { id, byteSize, contentType }: ProcessedFile,
  signal: AbortSignal,
): Promise<MediaFacts> {
  const original = await wholeOf(addAbortSignal(signal, await objects.read(originalKey(id))), byteSize);
  const { facts, renditions } = await pictures.make({ original, contentType }, signal);
  for (const { name, content, contentType: type } of renditions) {
    signal.throwIfAborted();
    await objects.put(publicKey(id, name), content, type);
  }
  return facts;
}

async function publishVideo(
  { objects }: Ports,
  { id, contentType }: ProcessedFile,
  videoType: "video/mp4" | "video/webm",
  signal: AbortSignal,
): Promise<MediaFacts> {
  const bytes = bytesOf(addAbortSignal(signal, await objects.read(originalKey(id))));
  try {
    const header = await readVideoHeader(bytes, videoType);
    await objects.copy(originalKey(id), publicKey(id, `video.${uploadTypes[contentType].extension}`), contentType);
    return { ...header, placeholder: null, dominantColour: null, sizes: [], fallback: null };
  } finally {
    bytes.close();
  }
}
