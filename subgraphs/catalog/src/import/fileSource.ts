import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { ImportRefused } from "./report.ts";
import type { ImportSource } from "./source.ts";

/** A file on disk. Throws ImportRefused unless it can be read as one. */
export async function fileSource(path: string): Promise<ImportSource> {
  const name = basename(path);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new ImportRefused(error.code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read.`);
  });
  if (!found.isFile()) throw new ImportRefused(`${path} is not a file.`);
  return {
    name,
    totalBytes: found.size,
    async *open() {
      try {
        yield* createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;
      } catch (error) {
        if (error instanceof Error && "code" in error) throw new ImportRefused(`${path} cannot be read.`);
        throw error;
      }
    },
  };
}
