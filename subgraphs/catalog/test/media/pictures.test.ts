import { expect, test } from "@jest/globals";
import sharp from "sharp";
import type { UploadType } from "../../src/domain/media/mediaFile.ts";
import { decodePicture } from "../../src/media/processing/picture.ts";
import { noise, picture } from "./makeMedia.ts";

const widthsOf = (sizes: readonly { readonly width: number }[]) => sizes.map(({ width }) => width);

test("a large picture gets every width, and keeps its proportions", async () => {
  const decoded = await decodePicture(await picture({ width: 2_400, height: 1_600 }).jpeg().toBuffer(), "image/jpeg");
  expect(decoded.size).toEqual({ width: 2_400, height: 1_600 });
  expect(decoded.sizes).toEqual([
    { width: 160, height: 107 },
    { width: 320, height: 213 },
    { width: 640, height: 427 },
    { width: 1_280, height: 853 },
    { width: 1_920, height: 1_280 },
  ]);
  for (const size of decoded.sizes) {
    expect(await sharp(await decoded.encode(size, "webp")).metadata()).toMatchObject({ format: "webp", ...size });
    expect(await sharp(await decoded.encode(size, "jpg")).metadata()).toMatchObject({ format: "jpeg", ...size });
  }
});

test("a small picture is never made larger", async () => {
  const decoded = await decodePicture(await picture({ width: 500, height: 300 }).jpeg().toBuffer(), "image/jpeg");
  expect(widthsOf(decoded.sizes)).toEqual([160, 320, 500]);
  const dot = await decodePicture(await picture({ width: 1, height: 1 }).png().toBuffer(), "image/png");
  expect(widthsOf(dot.sizes)).toEqual([1]);
});

test("it is turned as it was taken, and says nothing of where and by what", async () => {
  const original = await picture({ width: 400, height: 200 })
    .withExif({ IFD0: { Make: "Camera", Orientation: "6" }, IFD3: { GPSLatitude: "48/1 12/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const decoded = await decodePicture(original, "image/jpeg");
  expect(decoded.size).toEqual({ width: 200, height: 400 });

  const { exif, icc, orientation, width, height, space } = await sharp(
    await decoded.encode(decoded.sizes.at(-1)!, "jpg"),
  ).metadata();
  expect({ exif, icc, orientation }).toEqual({ exif: undefined, icc: undefined, orientation: undefined });
  expect({ width, height, space }).toEqual({ width: 200, height: 400, space: "srgb" });
});

test("colours of a wider space are brought into sRGB", async () => {
  const original = await picture({ width: 64, height: 64, background: "#00ff00" })
    .withIccProfile("p3")
    .jpeg({ quality: 100 })
    .toBuffer();
  expect((await sharp(original).metadata()).icc).toBeDefined();
  const decoded = await decodePicture(original, "image/jpeg");
  const { channels } = await sharp(await decoded.encode({ width: 64, height: 64 }, "png")).stats();
  // Whoever ignores the profile sees this green as it was before it was written in the wider space.
  expect(channels[1]!.mean).toBeGreaterThan(250);
  expect(channels[0]!.mean).toBeLessThan(10);
});

test("what has transparent parts keeps them", async () => {
  const clear = picture({ width: 300, height: 300, background: { r: 255, g: 0, b: 0, alpha: 0.5 } });
  for (const [type, original] of [
    ["image/png", await clear.clone().png().toBuffer()],
    ["image/webp", await clear.clone().webp().toBuffer()],
  ] as const) {
    const decoded = await decodePicture(original, type);
    expect(decoded.fallback).toBe("png");
    expect(await sharp(await decoded.encode({ width: 160, height: 160 }, "png")).metadata()).toMatchObject({
      hasAlpha: true,
    });
    expect(await sharp(await decoded.encode({ width: 160, height: 160 }, "webp")).metadata()).toMatchObject({
      hasAlpha: true,
    });
  }
  const opaque = await decodePicture(await picture({ width: 64, height: 64 }).avif().toBuffer(), "image/avif");
  expect(opaque.fallback).toBe("jpg");
});

test("a placeholder is tiny, and the dominant colour is the one that there is most of", async () => {
  const { placeholder, dominantColour } = await decodePicture(await noise(1_200, 900).jpeg().toBuffer(), "image/jpeg");
  expect(placeholder.length).toBeLessThan(500);
  const [, data = ""] = placeholder.split("data:image/webp;base64,");
  expect(await sharp(Buffer.from(data, "base64")).metadata()).toMatchObject({ format: "webp", width: 16, height: 12 });
  expect(dominantColour).toMatch(/^#[0-9a-f]{6}$/);

  const blue = await decodePicture(await picture({ width: 90, height: 90 }).png().toBuffer(), "image/png");
  expect(blue.dominantColour).toBe("#1888f8");
});

test("one picture of several frames is one picture", async () => {
  const frames = await Promise.all(
    ["#ff0000", "#0000ff"].map((background) => picture({ width: 50, height: 50, background }).png().toBuffer()),
  );
  const animated = await sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
  expect((await sharp(animated).metadata()).pages).toBe(2);
  expect((await decodePicture(animated, "image/webp")).size).toEqual({ width: 50, height: 50 });
});

const svg = Buffer.from(
  "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>",
);

test.each<readonly [string, () => Promise<Buffer>, UploadType, RegExp]>([
  [
    "that is cut off",
    async () => (await noise(800, 600).jpeg().toBuffer()).subarray(0, 20_000),
    "image/jpeg",
    /cannot be read/,
  ],
  [
    "that is cut off",
    async () => (await noise(800, 600).png().toBuffer()).subarray(0, 20_000),
    "image/png",
    /cannot be read/,
  ],
  ["of another type", () => picture({ width: 9, height: 9 }).png().toBuffer(), "image/jpeg", /no image\/jpeg/],
  ["that is none", async () => Buffer.from("\xff\xd8\xff and so on", "latin1"), "image/jpeg", /cannot be read/],
  ["that is drawn by a program", async () => svg, "image/png", /cannot be read/],
  ["that is made of GIF", async () => picture({ width: 9, height: 9 }).gif().toBuffer(), "image/png", /cannot be read/],
  [
    "with a side that is too long",
    () => picture({ width: 16_001, height: 1 }).png().toBuffer(),
    "image/png",
    /along a side/,
  ],
])("a picture %s is refused (%#)", async (_which, make, type, message) => {
  await expect(decodePicture(await make(), type)).rejects.toThrow(message);
});

test("a picture that is small in bytes and huge in pixels is not decoded", async () => {
  const huge = await picture({ width: 9_000, height: 6_000 }).png({ compressionLevel: 9 }).toBuffer();
  expect(huge.length).toBeLessThan(3_000_000);
  const before = process.memoryUsage().rss;
  await expect(decodePicture(huge, "image/png")).rejects.toThrow(/pixel/);
  expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
});
