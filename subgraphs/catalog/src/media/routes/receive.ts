import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Thrown for a body that is not as long as was said. */
export class UploadRefused extends Error {
  override readonly name = "UploadRefused";
}

/** How long nothing may come, and how long all of it may take. */
const silenceMilliseconds = 20_000;
const longestMilliseconds = 15 * 60_000;

/**
 * Writes a body into a folder, under its name only once all of it has come. Throws UploadRefused for one byte too many or
 * too few, and also when nothing more comes.
 */
export async function receive(
  body: Readable,
  { folder, key, byteSize }: { readonly folder: string; readonly key: string; readonly byteSize: number },
): Promise<void> {
  const file = join(folder, key);
  const unfinished = `${file}.${randomUUID()}.part`;
  await mkdir(dirname(file), { recursive: true, mode: 0o750 });
  const silence = new AbortController();
  const signal = AbortSignal.any([silence.signal, AbortSignal.timeout(longestMilliseconds)]);
  try {
    await pipeline(body, counting(byteSize, silence), createWriteStream(unfinished, { flags: "wx", mode: 0o640 }), {
      signal,
    });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    const { code, name } = error as NodeJS.ErrnoException;
    const isCutOff = name === "AbortError" || code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ECONNRESET";
    throw isCutOff ? new UploadRefused("The file did not come to its end") : error;
  }
}

function counting(byteSize: number, silence: AbortController) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let received = 0;
    const timer = setTimeout(() => silence.abort(), silenceMilliseconds);
    try {
      for await (const chunk of chunks) {
        timer.refresh();
        received += chunk.length;
        if (received > byteSize) throw new UploadRefused("The file is too long");
        yield chunk;
      }
    } finally {
      clearTimeout(timer);
    }
    if (received < byteSize) throw new UploadRefused("The file is too short");
  };
}
