import { readMoov } from "../../domain/media/mp4.ts";
import { UnusableMedia, type VideoHeader } from "../../domain/media/video.ts";
import { readWebm } from "../../domain/media/webm.ts";
import type { Bytes } from "./bytes.ts";

/** A header is a few kilobytes a minute; more than this is no video that a shop shows. */
const mostHeaderBytes = 16 * 1024 * 1024;
const webmStartBytes = 1024 * 1024;
/** A file has a handful of boxes before its header, and one that has thousands is made to keep us busy. */
const mostBoxes = 1_000;

/** Reads a video's header, wherever in the file it is. Throws UnusableMedia for a file without one. */
export async function readVideoHeader(bytes: Bytes, contentType: "video/mp4" | "video/webm"): Promise<VideoHeader> {
  return contentType === "video/webm" ? readWebm(await bytes.take(webmStartBytes)) : readMp4(bytes);
}

/** The pictures, which may come before the header, are passed over without being kept. */
async function readMp4(bytes: Bytes): Promise<VideoHeader> {
  for (let box = 0; box < mostBoxes; box++) {
    const start = await bytes.take(8);
    if (start.length < 8) throw new UnusableMedia("The video has no header: it may be cut off");
    const name = start.toString("latin1", 4, 8);
    const short = start.readUInt32BE(0);
    const size = short === 1 ? await longSize(bytes) : short - 8;
    if (size < 0 || (name === "moov" && size > mostHeaderBytes)) {
      throw new UnusableMedia("The video has a broken header");
    }
    if (name === "moov") {
      const content = await bytes.take(size);
      if (content.length < size) throw new UnusableMedia("The video has a broken header");
      return readMoov(content);
    }
    await bytes.skip(size);
  }
  throw new UnusableMedia("The video has a broken header");
}

async function longSize(bytes: Bytes): Promise<number> {
  const size = await bytes.take(8);
  return size.length < 8 ? -1 : Number(size.readBigUInt64BE(0)) - 16;
}
