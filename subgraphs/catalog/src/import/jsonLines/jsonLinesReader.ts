import { decodeText } from "../decode.ts";
import type { ReadGroup } from "../importedProduct.ts";
import type { ProductReader } from "../productReader.ts";
import { ImportRefused } from "../report.ts";
import type { ImportSource } from "../source.ts";
import { readRecord } from "./readRecord.ts";

/** More than any product has. */
const longestLine = 4 * 1024 * 1024;

interface Line {
  readonly number: number;
  readonly text: string;
}

/** Reads JSON Lines: each line a product as `productRecord` says. Of two lines about one product the first counts. */
export function jsonLinesReader(source: ImportSource): ProductReader {
  return {
    async check(onBytes) {
      let last: Line | undefined;
      for await (const line of linesOf(source, onBytes)) {
        if (!last && !line.text.startsWith("{")) {
          throw new ImportRefused(`${source.name} is no JSON Lines file of products: its first line is no object.`);
        }
        last = line;
      }
      if (!last) throw new ImportRefused(`${source.name} is empty.`);
      // Every other line is complete, since another one follows it.
      if (!last.text.endsWith("}")) {
        throw new ImportRefused(`${source.name} is cut short: its last line, ${last.number}, does not end.`);
      }
    },

    async *products(onBytes) {
      const lineOf = new Map<string, number>();
      for await (const line of linesOf(source, onBytes)) {
        const read = readRecord(line.number, line.text);
        const handle = read.product?.handle;
        const earlier = handle === undefined ? undefined : lineOf.get(handle);
        if (earlier !== undefined) yield repeated(line.number, handle!, earlier);
        else yield read;
        if (handle !== undefined && earlier === undefined) lineOf.set(handle, line.number);
      }
    },
  };
}

function repeated(line: number, handle: string, earlier: number): ReadGroup {
  return {
    product: null,
    warnings: [],
    errors: [{ line, message: `The line is about ${handle}, as line ${earlier} is, and is not imported.` }],
  };
}

/** The lines that are not blank. Throws ImportRefused for one that is longer than any product. */
async function* linesOf(source: ImportSource, onBytes: (bytes: number) => void): AsyncGenerator<Line> {
  let number = 0;
  let begun = "";
  const complete = function* (text: string): Generator<Line> {
    number++;
    if (text.trim() !== "") yield { number, text: text.trim() };
  };
  for await (const piece of decodeText(source, onBytes)) {
    const [first, ...others] = piece.split("\n");
    begun += first;
    for (const other of others) {
      yield* complete(begun);
      begun = other;
    }
    if (begun.length > longestLine) throw new ImportRefused(`${source.name} has a line that no product can have.`);
  }
  yield* complete(begun);
}
