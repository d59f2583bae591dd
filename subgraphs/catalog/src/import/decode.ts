import { ImportRefused } from "./report.ts";
import type { ImportSource } from "./source.ts";

/**
 * A file's text, piece by piece, with "\n" for every kind of line end (so that lines are counted alike in all files)
 * and without a byte order mark. Throws ImportRefused for what is no text in UTF-8.
 */
export async function* decodeText(source: ImportSource, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytesRead = 0;
  let heldBack = "";
  for await (const bytes of source.open()) {
    if (bytesRead === 0) refuseUtf16(source, bytes);
    if (bytes.includes(0)) throw new ImportRefused(`${source.name} is not a CSV file: it holds binary data.`);
    const text = heldBack + decode(source, () => decoder.decode(bytes, { stream: true }));
    // Half of a "\r\n" waits for its other half.
    heldBack = text.endsWith("\r") ? "\r" : "";
    bytesRead += bytes.length;
    onBytes(bytesRead);
    yield unixLines(text.slice(0, text.length - heldBack.length));
  }
  yield unixLines(heldBack + decode(source, () => decoder.decode()));
}

function decode(source: ImportSource, work: () => string): string {
  try {
    return work();
  } catch {
    throw new ImportRefused(`${source.name} is not in UTF-8; save it as “CSV UTF-8” and import that.`);
  }
}

function refuseUtf16({ name }: ImportSource, bytes: Buffer): void {
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (marked) throw new ImportRefused(`${name} is in UTF-16; save it as “CSV UTF-8” and import that.`);
}

function unixLines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
