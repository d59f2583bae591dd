import { expect, test } from "@jest/globals";
import sharp from "sharp";
import { UnusableMedia } from "../../src/domain/media/video.ts";
import { pictureProcess } from "../../src/media/processing/pictureProcess.ts";
import { noise, picture } from "./makeMedia.ts";

const never = new AbortController().signal;
const jpeg = async () => ({
  original: await picture({ width: 400, height: 300 }).jpeg().toBuffer(),
  contentType: "image/jpeg" as const,
});

test("a picture comes back with what is known of it and all of its renditions", async () => {
  const { facts, renditions } = await pictureProcess().make(await jpeg(), never);
  expect(facts).toMatchObject({ width: 400, height: 300, fallback: "jpg", durationMilliseconds: null });
  expect(renditions.map(({ name }) => name)).toEqual(
    ["160", "320", "400"].flatMap((each) => [`${each}.webp`, `${each}.jpg`]),
  );
  expect(await sharp(renditions[0]!.content).metadata()).toMatchObject({ format: "webp", width: 160, height: 120 });
});

test("one that cannot be decoded is unusable, and the next one is made", async () => {
  const pictures = pictureProcess();
  const broken = { original: Buffer.from("\xff\xd8\xff", "latin1"), contentType: "image/jpeg" as const };
  await expect(pictures.make(broken, never)).rejects.toThrow(UnusableMedia);
  await expect(pictures.make(await jpeg(), never)).resolves.toBeDefined();
});

test("one that takes too long is ended, and the next one is made", async () => {
  const pictures = pictureProcess();
  const slow = { original: await noise(2_400, 1_800).jpeg().toBuffer(), contentType: "image/jpeg" as const };
  const timeout = AbortSignal.timeout(300);
  await expect(pictures.make(slow, timeout)).rejects.toThrow(/timeout|abort/i);
  await expect(pictures.make(await jpeg(), never)).resolves.toBeDefined();
});
