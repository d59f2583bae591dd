import type { MediaFile } from "../../domain/media/mediaFile.ts";
import type { Ports } from "../../ports.ts";
import { attempts } from "../outcome.ts";

/**
 * Changes a file, on top of whatever others made of it meanwhile. `change` gives null when there is nothing to do any
 * more. Gives the file as it is then; null when there is none.
 */
export async function changeMedia(
  { media }: Pick<Ports, "media">,
  id: string,
  change: (file: MediaFile) => Partial<MediaFile> | null,
): Promise<MediaFile | null> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const [before] = await media.byIds([id]);
    if (!before) return null;
    const changes = change(before);
    if (!changes) return before;
    const after = { ...before, ...changes, version: before.version + 1 };
    if (await media.replace(after)) return after;
  }
  throw new Error(`The media file ${id} could not be changed against ${attempts} others`);
}

/** An instant so many seconds after another, in ISO 8601. */
export function secondsAfter(instant: Date, seconds: number): string {
  return new Date(instant.getTime() + seconds * 1_000).toISOString();
}
