import { newId } from "@angidi/datastores";
import sharp from "sharp";
import type { MediaFile } from "../../src/domain/media/mediaFile.ts";

/** A file as a store gets it. */
export function someFile(changes: Partial<MediaFile> = {}): MediaFile {
  return {
    id: newId(),
    fileName: "mug.jpg",
    contentType: "image/jpeg",
    byteSize: 1_000,
    status: "AWAITING_UPLOAD",
    failure: null,
    attempts: 0,
    facts: null,
    productIds: [],
    uploadedBy: null,
    createdAt: new Date().toISOString(),
    uploadUntil: new Date().toISOString(),
    deletedAt: null,
    dueAt: null,
    version: 1,
    ...changes,
  };
}

interface PictureOptions {
  readonly width: number;
  readonly height: number;
  readonly background?: string | { r: number; g: number; b: number; alpha: number };
}

/** A picture of one colour. */
export function picture({ width, height, background = "#1e90ff" }: PictureOptions) {
  return sharp({ create: { width, height, channels: typeof background === "string" ? 3 : 4, background } });
}

/** A picture that no compression makes small. */
export function noise(width: number, height: number) {
  return sharp({
    create: { width, height, channels: 3, background: "#808080", noise: { type: "gaussian", mean: 128, sigma: 50 } },
  });
}

/** A box of MP4. */
export function box(name: string, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const head = Buffer.alloc(8, name.padStart(8), "latin1");
  head.writeUInt32BE(8 + content.length);
  return Buffer.concat([head, content]);
}

interface VideoOptions {
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
  readonly isTurned?: boolean;
  /** Whether the header comes after the pictures, as cameras write it. */
  readonly headerLast?: boolean;
  readonly pictureBytes?: number;
}

/** An MP4 file as far as its header goes: there is nothing to see in it. */
export function mp4({
  width = 640,
  height = 360,
  seconds = 12.5,
  isTurned = false,
  headerLast = false,
  pictureBytes = 100_000,
}: VideoOptions = {}) {
  const movie = Buffer.alloc(100);
  movie.writeUInt32BE(1_000, 12);
  movie.writeUInt32BE(seconds * 1_000, 16);
  const track = Buffer.alloc(84);
  const matrix = isTurned ? [0, 0x10000, 0, -0x10000, 0] : [0x10000, 0, 0, 0, 0x10000];
  for (const [index, value] of matrix.entries()) track.writeInt32BE(value, 40 + 4 * index);
  track.writeUInt16BE(width, 76);
  track.writeUInt16BE(height, 80);
  const sound = Buffer.alloc(84);
  const header = box("moov", box("mvhd", movie), box("trak", box("tkhd", sound)), box("trak", box("tkhd", track)));
  const type = box("ftyp", Buffer.from("isom\x00\x00\x02\x00isomavc1mp41", "latin1"));
  const pictures = box("mdat", Buffer.alloc(pictureBytes));
  return Buffer.concat(headerLast ? [type, pictures, header] : [type, header, pictures]);
}

/** An element of WebM. */
export function element(name: string, content: Buffer): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE((1n << 56n) | BigInt(content.length));
  return Buffer.concat([Buffer.from(name, "hex"), size, content]);
}

/** A WebM file as far as its header goes. */
export function webm({ width = 640, height = 360, seconds = 12.5, pictureBytes = 50_000 } = {}): Buffer {
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(seconds * 1_000);
  const side = (pixels: number) => Buffer.from([pixels >> 8, pixels & 0xff]);
  const video = element("e0", Buffer.concat([element("b0", side(width)), element("ba", side(height))]));
  return Buffer.concat([
    element("1a45dfa3", element("4282", Buffer.from("webm"))),
    element(
      "18538067",
      Buffer.concat([
        element("1549a966", element("4489", duration)),
        element("1654ae6b", element("ae", video)),
        element("1f43b675", Buffer.alloc(pictureBytes)),
      ]),
    ),
  ]);
}
