import { type Part, UnusableMedia, type VideoHeader, within } from "./video.ts";

// ISO/IEC 14496-12: a box is its size in four bytes, its name in four, and its content.

/** What the `moov` box of an MP4 file says of it. Throws UnusableMedia for one without a picture or out of form. */
export function readMoov(content: Buffer): VideoHeader {
  return within("video", () => {
    const boxes = boxesIn(content);
    const tracks = boxes.filter(({ name }) => name === "trak").map(({ content: track }) => sizeOf(track));
    const [size] = tracks.filter((each) => each !== null).sort((a, b) => b.width * b.height - a.width * a.height);
    if (!size) throw new UnusableMedia("The video has no picture");
    const header = boxes.find(({ name }) => name === "mvhd")?.content;
    return { ...size, durationMilliseconds: header ? durationOf(header) : null };
  });
}

/** The boxes of a box, in order. */
function boxesIn(content: Buffer): Part[] {
  const boxes: Part[] = [];
  for (let offset = 0; offset + 8 <= content.length; ) {
    const size = content.readUInt32BE(offset);
    // One of more than 4 GiB cannot be inside of what is held in memory.
    if (size < 8 || offset + size > content.length) throw new UnusableMedia("The video has a broken header");
    boxes.push({
      name: content.toString("latin1", offset + 4, offset + 8),
      content: content.subarray(offset + 8, offset + size),
    });
    offset += size;
  }
  return boxes;
}

/** By a movie's header: version, flags, two times, units a second, and how many of them. */
function durationOf(header: Buffer): number | null {
  const isLong = header.readUInt8(0) === 1;
  const scale = header.readUInt32BE(isLong ? 20 : 12);
  const length = isLong ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  const isUnknown = length === 0 || scale === 0 || (!isLong && length === 0xffffffff);
  const milliseconds = Math.round((length / scale) * 1_000);
  return isUnknown || milliseconds > 0x7fffffff ? null : milliseconds;
}

/** By a track's header, which ends with a matrix of nine and the sides, whole pixels above the point. */
function sizeOf(track: Buffer): { readonly width: number; readonly height: number } | null {
  const header = boxesIn(track).find(({ name }) => name === "tkhd")?.content;
  if (!header) return null;
  const end = header.length;
  const width = header.readUInt16BE(end - 8);
  const height = header.readUInt16BE(end - 4);
  if (width === 0 || height === 0) return null;
  const isTurned = header.readInt32BE(end - 44) === 0 && header.readInt32BE(end - 40) !== 0;
  return isTurned ? { width: height, height: width } : { width, height };
}
