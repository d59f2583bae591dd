import { type MediaFile, mediaLimits, originalKey, publicFolder } from "../../domain/media/mediaFile.ts";
import { DecodingEnded, UnusableMedia } from "../../domain/media/video.ts";
import type { Ports } from "../../ports.ts";
import { changeMedia, secondsAfter } from "./changeMedia.ts";
import { productsShowing } from "./productsShowing.ts";

type MediaWork = Pick<Ports, "media" | "objects" | "products" | "process" | "now">;

/** How long whoever takes a file has for it, and how long processing may take: less, so that no two are ever at it. */
const leaseSeconds = 300;
const processingMilliseconds = 240_000;

/**
 * Takes the file that has been due for longest, if there is one, and does what it is due for: it is processed; or it was
 * never uploaded, was deleted, or failed long ago, and is removed.
 */
export async function seeToNextMedia(ports: MediaWork, signal: AbortSignal): Promise<"more" | "done"> {
  const now = ports.now();
  const file = await ports.media.takeDue(now, new Date(secondsAfter(now, leaseSeconds)));
  if (!file) return "done";
  if (file.deletedAt !== null) await removeDeleted(ports, file);
  else if (file.status === "PROCESSING") await processTaken(ports, file, signal);
  else if (file.status === "READY") await changeMedia(ports, file.id, () => ({ dueAt: null }));
  else await remove(ports, file);
  return "more";
}

async function processTaken(ports: MediaWork, taken: MediaFile, stopping: AbortSignal): Promise<void> {
  // Counted before it begins: a file that takes the process down with it is not processed for ever.
  const file = await changeMedia(ports, taken.id, ({ attempts }) => ({ attempts: attempts + 1 }));
  if (!file) return;
  if (file.attempts > mediaLimits.attempts) return fail(ports, file, "Processing was given up after several attempts");

  const timeout = AbortSignal.timeout(processingMilliseconds);
  try {
    const facts = await ports.process(file, AbortSignal.any([stopping, timeout]));
    await settle(ports, file, { status: "READY", facts, failure: null, dueAt: null });
    // A video's original is what is public; a picture's is kept, so that other renditions can be made of it one day.
    if (facts.fallback === null) await ports.objects.delete(originalKey(file.id));
  } catch (error) {
    if (error instanceof UnusableMedia) return fail(ports, file, error.message);
    // Later again, ever later. What is not the file's fault, such as a store of objects that is away, is no attempt at it:
    // a file is given up only for what it does to whoever decodes it.
    const isTheFiles = timeout.aborted || error instanceof DecodingEnded;
    const pause = stopping.aborted ? 0 : 5 * 4 ** (file.attempts - 1);
    await settle(ports, file, {
      dueAt: secondsAfter(ports.now(), pause),
      ...(isTheFiles ? {} : { attempts: file.attempts - 1 }),
    });
    if (!stopping.aborted) throw error;
  }
}

/** Of somebody else's change meanwhile, only that it is deleted counts. */
async function settle(ports: MediaWork, { id }: MediaFile, changes: Partial<MediaFile>): Promise<void> {
  await changeMedia(ports, id, ({ deletedAt, dueAt }) => (deletedAt === null ? changes : { ...changes, dueAt }));
}

async function fail(ports: MediaWork, file: MediaFile, failure: string): Promise<void> {
  await ports.objects.deleteFolder(publicFolder(file.id));
  await ports.objects.delete(originalKey(file.id));
  await settle(ports, file, { status: "FAILED", failure, dueAt: secondsAfter(ports.now(), mediaLimits.failedSeconds) });
}

/** A product that began to show it when it was deleted keeps it. */
async function removeDeleted(ports: MediaWork, file: MediaFile): Promise<void> {
  const showing = await productsShowing(ports, file);
  if (showing.length === 0) await remove(ports, file);
  else await changeMedia(ports, file.id, () => ({ deletedAt: null, dueAt: null }));
}

/**
 * First nobody may do anything with it any more, then the objects go, then what is known of it: cut short, it is due
 * again, and objects that nothing is known of nobody would find.
 */
async function remove({ media, objects, now }: MediaWork, file: MediaFile): Promise<void> {
  const last = { ...file, deletedAt: file.deletedAt ?? now().toISOString(), version: file.version + 1 };
  if (!(await media.replace(last))) return;
  await objects.deleteFolder(publicFolder(file.id));
  await objects.delete(originalKey(file.id));
  await media.remove(last);
}
