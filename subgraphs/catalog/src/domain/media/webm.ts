import { type Part, UnusableMedia, type VideoHeader, within } from "./video.ts";

// RFC 8794: an element is its name and its size, both of variable length, and its content.

const names = {
  header: "1a45dfa3",
  documentType: "4282",
  segment: "18538067",
  info: "1549a966",
  timestampScale: "2ad7b1",
  duration: "4489",
  tracks: "1654ae6b",
  track: "ae",
  video: "e0",
  width: "b0",
  height: "ba",
  cluster: "1f43b675",
} as const;

/** What the beginning of a WebM file says of it. Throws UnusableMedia for one without a picture or out of form. */
export function readWebm(start: Buffer): VideoHeader {
  return within("video", () => {
    const [header, segment] = elementsIn(start);
    const type = header && find(elementsIn(header.content), names.documentType);
    if (header?.name !== names.header || type?.content.toString("latin1") !== "webm") {
      throw new UnusableMedia("The video is no WebM");
    }
    const parts = segment?.name === names.segment ? elementsIn(segment.content) : [];
    const info = elementsIn(find(parts, names.info)?.content ?? Buffer.alloc(0));
    const tracks = elementsIn(find(parts, names.tracks)?.content ?? Buffer.alloc(0));
    const video = tracks
      .filter(({ name }) => name === names.track)
      .map(({ content }) => find(elementsIn(content), names.video))
      .find((each) => each !== undefined);
    const sides = elementsIn(video?.content ?? Buffer.alloc(0));
    const width = wholeOf(find(sides, names.width));
    const height = wholeOf(find(sides, names.height));
    if (!width || !height) throw new UnusableMedia("The video has no picture");
    return { width, height, durationMilliseconds: durationOf(info) };
  });
}

/** The elements at hand, in order, up to the first picture; the last may be cut off. */
function elementsIn(content: Buffer): Part[] {
  const elements: Part[] = [];
  for (let offset = 0; offset < content.length; ) {
    const nameLength = lengthOf(content.readUInt8(offset), 4);
    const name = content.toString("hex", offset, offset + nameLength);
    if (name === names.cluster) break;
    offset += nameLength;
    const sizeLength = lengthOf(content.readUInt8(offset), 8);
    const size = sizeAt(content, offset, sizeLength);
    offset += sizeLength;
    elements.push({ name, content: content.subarray(offset, Math.min(offset + size, content.length)) });
    offset += size;
  }
  return elements;
}

/** By how many zeros its first byte begins with. */
function lengthOf(first: number, longest: number): number {
  const length = Math.clz32(first) - 23;
  if (length > longest) throw new UnusableMedia("The video has a broken header");
  return length;
}

/** Endless when all bits are ones, as in a live recording. */
function sizeAt(content: Buffer, offset: number, length: number): number {
  let size = BigInt(content.readUInt8(offset) & ((1 << (8 - length)) - 1));
  for (let index = 1; index < length; index++) size = (size << 8n) | BigInt(content.readUInt8(offset + index));
  return size === (1n << BigInt(7 * length)) - 1n ? Number.POSITIVE_INFINITY : Number(size);
}

function find(elements: readonly Part[], name: string): Part | undefined {
  return elements.find((element) => element.name === name);
}

function wholeOf(element: Part | undefined): number | null {
  const { content } = element ?? {};
  return content && content.length > 0 && content.length <= 4 ? content.readUIntBE(0, content.length) : null;
}

/** In units of a scale, which is in nanoseconds: a million unless said. */
function durationOf(info: readonly Part[]): number | null {
  const units = find(info, names.duration)?.content;
  if (!units || (units.length !== 4 && units.length !== 8)) return null;
  const scale = wholeOf(find(info, names.timestampScale)) ?? 1_000_000;
  const length = units.length === 8 ? units.readDoubleBE(0) : units.readFloatBE(0);
  const milliseconds = Math.round((length * scale) / 1_000_000);
  return milliseconds > 0 && milliseconds <= 0x7fffffff ? milliseconds : null;
}
