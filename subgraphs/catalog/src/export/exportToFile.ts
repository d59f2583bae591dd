import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { Ports } from "../ports.ts";
import { ExportRefused, exportProducts } from "./exportProducts.ts";
import { formatOf, type ProductFormat } from "./productFormat.ts";

export interface ExportOptions {
  /** Goes on after the last product of the file, which an export was interrupted in. */
  readonly resume?: boolean;
  readonly onProgress?: (products: number) => void;
  readonly signal?: AbortSignal;
}

export interface ExportSummary {
  /** How many were written. */
  readonly products: number;
  /** Slugs of those that the format has no room for. */
  readonly leftOut: readonly string[];
}

/** Characters that are written at a time. */
const chunkLength = 256 * 1024;
/** More than a product's line has. */
const tailLength = 8 * 1024 * 1024;

/**
 * Exports all products into a file, by its name's end as CSV or as JSON Lines. Throws ExportRefused, with a sentence for whoever called, for a name of another kind, for a file that is there already, and
 * for one that cannot be gone on with.
 */
export async function exportToFile(
  ports: Pick<Ports, "products" | "categories">,
  path: string,
  { resume = false, onProgress, signal }: ExportOptions = {},
): Promise<ExportSummary> {
  const format = formatOf(path);
  if (!format) throw new ExportRefused(`${basename(path)} ends in neither .csv nor .jsonl.`);
  const file = await open(path, resume ? "r+" : "wx").catch((error: NodeJS.ErrnoException) => {
    throw new ExportRefused(sentenceAbout(error, path));
  });
  try {
    const begun = resume ? await lastLine(file, format, path) : undefined;
    let position = begun?.end ?? 0;
    let products = 0;
    const leftOut: string[] = [];
    let waiting = begun ? "" : format.beginning;
    const flush = async () => {
      const { bytesWritten } = await file.write(Buffer.from(waiting), 0, undefined, position);
      position += bytesWritten;
      waiting = "";
    };
    for await (const exported of exportProducts(ports, { afterSlug: begun?.slug, signal })) {
      const written = format.write(exported);
      if (written === null) {
        leftOut.push(exported.product.slug);
        continue;
      }
      waiting += written;
      products++;
      if (waiting.length < chunkLength) continue;
      await flush();
      onProgress?.(products);
    }
    await flush();
    await file.truncate(position);
    return { products, leftOut };
  } finally {
    await file.close();
  }
}

/** Where a file's last complete line ends, and the product that it is about. */
async function lastLine(
  file: Awaited<ReturnType<typeof open>>,
  format: ProductFormat,
  path: string,
): Promise<{ readonly slug: string; readonly end: number } | undefined> {
  if (!format.slugOf) throw new ExportRefused("Only a JSON Lines export can be gone on with.");
  const { size } = await file.stat();
  if (size === 0) return undefined;
  const from = Math.max(0, size - tailLength);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
  const tail = buffer.subarray(0, bytesRead);
  const end = tail.lastIndexOf("\n") + 1;
  if (end === 0) return undefined;
  const begin = tail.subarray(0, end - 1).lastIndexOf("\n") + 1;
  const slug = format.slugOf(tail.subarray(begin, end).toString("utf8"));
  if (slug === undefined) throw new ExportRefused(`The last line of ${basename(path)} is about no product.`);
  return { slug, end: from + end };
}

function sentenceAbout({ code }: NodeJS.ErrnoException, path: string): string {
  if (code === "EEXIST") return `${path} is there already: name another file, or go on with it by --resume.`;
  if (code === "ENOENT") return `There is no file ${path}.`;
  return `${path} cannot be written.`;
}
