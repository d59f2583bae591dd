import { Readable } from "node:stream";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { sniff } from "../../src/domain/media/sniff.ts";
import { UnusableMedia } from "../../src/domain/media/video.ts";
import { bytesOf } from "../../src/media/processing/bytes.ts";
import { readVideoHeader } from "../../src/media/processing/videoHeader.ts";
import { box, mp4, picture, webm } from "./makeMedia.ts";

/** In chunks, as from a store. */
function read(file: Buffer, type: "video/mp4" | "video/webm", chunk = 1_000) {
  const chunks = Array.from({ length: Math.ceil(file.length / chunk) }, (_, index) =>
    file.subarray(index * chunk, (index + 1) * chunk),
  );
  return readVideoHeader(bytesOf(Readable.from(chunks)), type);
}

test.each([false, true])("an MP4 says how large and long it is, the header last: %s", async (headerLast) => {
  const header = await read(mp4({ width: 1_920, height: 1_080, seconds: 61.25, headerLast }), "video/mp4");
  expect(header).toEqual({ width: 1_920, height: 1_080, durationMilliseconds: 61_250 });
});

test("a video that was filmed upright is upright", async () => {
  expect(await read(mp4({ width: 1_920, height: 1_080, isTurned: true }), "video/mp4")).toMatchObject({
    width: 1_080,
    height: 1_920,
  });
});

test("a WebM says how large and long it is", async () => {
  expect(await read(webm({ width: 320, height: 240, seconds: 3.5 }), "video/webm")).toEqual({
    width: 320,
    height: 240,
    durationMilliseconds: 3_500,
  });
});

test.each([
  ["cut off before its header", mp4({ headerLast: true }).subarray(0, 50_000), "video/mp4"],
  ["cut off within its header", mp4().subarray(0, 150), "video/mp4"],
  ["of nothing", Buffer.alloc(0), "video/mp4"],
  [
    "with a box within that is larger than what it is in",
    box("moov", Buffer.from("7fffffff6d766864", "hex")),
    "video/mp4",
  ],
  ["with a header alone that has no picture", box("moov", box("mvhd", Buffer.alloc(100))), "video/mp4"],
  ["with a header larger than any", Buffer.from("7fffffff6d6f6f76", "hex"), "video/mp4"],
  ["of thousands of boxes", Buffer.concat(Array.from({ length: 5_000 }, () => box("free"))), "video/mp4"],
  ["cut off", webm().subarray(0, 60), "video/webm"],
  ["of another document", Buffer.from("1a45dfa388", "hex"), "video/webm"],
] as const)("a video %s is refused", async (_which, file, type) => {
  await expect(read(file, type)).rejects.toThrow(UnusableMedia);
});

test("whatever the bytes are, a header is read or the file is refused", async () => {
  const broken = (file: Buffer) =>
    fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 8 }).map((changes) => {
      const copy = Buffer.from(file);
      for (const [index, value] of changes) copy[index % copy.length] = value;
      return copy;
    });
  await fc.assert(
    fc.asyncProperty(
      broken(mp4({ pictureBytes: 8 })),
      broken(webm({ pictureBytes: 8 })),
      fc.uint8Array({ maxLength: 64 }),
      async (first, second, any) => {
        for (const [file, type] of [
          [first, "video/mp4"],
          [second, "video/webm"],
          [Buffer.from(any), "video/webm"],
          [Buffer.from(any), "video/mp4"],
        ] as const) {
          await read(file, type, 4_096).catch((error) => expect(error).toBeInstanceOf(UnusableMedia));
          sniff(file);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("a type is told by the first bytes", async () => {
  const of = picture({ width: 8, height: 8 });
  expect(sniff(await of.clone().jpeg().toBuffer())).toBe("image/jpeg");
  expect(sniff(await of.clone().png().toBuffer())).toBe("image/png");
  expect(sniff(await of.clone().webp().toBuffer())).toBe("image/webp");
  expect(sniff(await of.clone().avif().toBuffer())).toBe("image/avif");
  expect(sniff(mp4())).toBe("video/mp4");
  expect(sniff(webm())).toBe("video/webm");
});

test.each([
  ["SVG", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"],
  ["HTML", "<!doctype html><script>alert(1)</script>"],
  ["GIF", "GIF89a\x01\x00"],
  ["QuickTime", "\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  "],
  ["HEIC", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"],
  ["Matroska", "\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska"],
  ["nothing", ""],
])("%s is of no type that is taken", (_type, start) => {
  expect(sniff(Buffer.from(start, "latin1"))).toBeNull();
});
