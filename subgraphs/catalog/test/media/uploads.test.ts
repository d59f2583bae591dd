import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ListeningServer, listen } from "@angidi/subgraph";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { pino } from "pino";
import sharp from "sharp";
import { DecodingEnded } from "../../src/domain/media/video.ts";
import { seeToNextMedia } from "../../src/usecases/media/seeToMedia.ts";
import { type Answer, anybody, customer, newSku, sized, staff, startWorld, usd, type World } from "../world.ts";
import { mp4, noise, picture } from "./makeMedia.ts";

let world: World;
let folder: string;
let server: ListeningServer;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "media-"));
  world = await startWorld({ MEDIA_URL: `file://${folder}` });
  server = await listen(world.subgraph, { port: 0, host: "127.0.0.1", log: pino({ level: "silent" }) });
  origin = server.url;
});
afterAll(async () => {
  await server.close();
  await world.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => world.empty());

async function prepare(file: Buffer, contentType: string, fileName = "mug"): Promise<Answer> {
  const upload = await world.mutate("PrepareMediaUpload", { fileName, contentType, byteSize: file.length });
  expect(upload.__typename).toBe("MediaUpload");
  return upload;
}

async function put(upload: Answer, body: Buffer): Promise<number> {
  const headers = Object.fromEntries(upload.headers.map(({ name, value }: Answer) => [name, value]));
  const answer = await fetch(new URL(upload.url, origin), {
    method: upload.method,
    headers,
    body: new Uint8Array(body),
  });
  await answer.body?.cancel();
  return answer.status;
}

const complete = (mediaId: string) => world.mutate("CompleteMediaUpload", { mediaId });
const fileOf = (id: string) => world.ask("MediaFile", { id }, staff);

/** All that is due, as the worker does it; `seconds` from now. */
async function work(seconds = 0, changes: Partial<World["ports"]> = {}): Promise<void> {
  const now = () => new Date(Date.now() + seconds * 1_000);
  while ((await seeToNextMedia({ ...world.ports, now, ...changes }, new AbortController().signal)) === "more");
}

async function uploaded(file: Buffer, contentType: string): Promise<Answer> {
  const upload = await prepare(file, contentType);
  expect(await put(upload, file)).toBe(200);
  expect(await complete(upload.mediaId)).toMatchObject({ file: { status: "PROCESSING", media: null } });
  await work();
  return fileOf(upload.mediaId);
}

async function fetched(url: string, headers: Record<string, string> = {}) {
  const answer = await fetch(new URL(url, origin), { headers });
  const body = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, headers: Object.fromEntries<string>(answer.headers), body };
}

const jpeg = (width = 800, height = 600) => picture({ width, height }).jpeg().toBuffer();

describe("a picture", () => {
  test("goes from a file to renditions in a product's page", async () => {
    const original = await noise(700, 500).jpeg().toBuffer();
    const file = await uploaded(original, "image/jpeg");
    expect(file).toMatchObject({ status: "READY", failure: null, byteSize: original.length });
    expect(file.media).toMatchObject({ kind: "IMAGE", width: 700, height: 500, contentType: "image/jpeg" });

    const { id } = await world.product();
    const attached = await world.mutate("AttachMedia", { productId: id, mediaId: file.id, altText: "  A mug " });
    expect(attached).toMatchObject({ __typename: "ProductSaved", product: { version: 2 } });

    const { media } = await world.ask("ProductMedia", { id });
    expect(media).toEqual([{ ...file.media, altText: "A mug" }]);
    const [{ small, fallback, renditions, placeholder }] = media;
    expect(small).toMatchObject({ width: 320, contentType: "image/webp" });
    expect(fallback).toMatchObject({ width: 320, contentType: "image/jpeg" });
    expect(placeholder).toMatch(/^data:image\/webp;base64,/);
    expect(renditions.map(({ width, contentType }: Answer) => [width, contentType])).toEqual([
      ...[160, 320, 640, 700].map((width) => [width, "image/webp"]),
      ...[160, 320, 640, 700].map((width) => [width, "image/jpeg"]),
    ]);
    for (const { url, width, height, contentType } of renditions) {
      const { status, headers, body } = await fetched(url);
      expect({ status, type: headers["content-type"] }).toEqual({ status: 200, type: contentType });
      expect(await sharp(body).metadata()).toMatchObject({ format: contentType.slice(6), width, height });
    }
  });

  test("that is an address stays one, and a thumbnail of it is itself", async () => {
    const url = "https://cdn.example.test/mug.jpg";
    const { id } = await world.product({ media: [{ url, altText: "Mug", width: 900, height: 600 }] });
    const [media] = (await world.ask("ProductMedia", { id })).media;
    expect(media).toMatchObject({ id: null, kind: "IMAGE", url, altText: "Mug", width: 900, height: 600 });
    expect(media).toMatchObject({ small: { url, width: 900, contentType: null }, renditions: [], contentType: null });
  });

  test("keeps what was uploaded when the product's pictures are given anew by address", async () => {
    const file = await uploaded(await jpeg(), "image/jpeg");
    const { id } = await world.product();
    await world.mutate("AttachMedia", { productId: id, mediaId: file.id });
    await world.mutate("UpdateProduct", {
      id,
      media: [{ url: "/elsewhere.jpg" }, { url: `https://cdn.example.test${file.media.url}`, altText: "Mug" }],
    });
    const { media } = await world.ask("ProductMedia", { id });
    expect(media).toMatchObject([
      { id: null, url: "/elsewhere.jpg" },
      { id: file.id, altText: "Mug" },
    ]);
  });

  test("has events tell its path, and no more than events have always told", async () => {
    const file = await uploaded(await jpeg(), "image/jpeg");
    const { id } = await world.product();
    await world.mutate("AttachMedia", { productId: id, mediaId: file.id });
    const { data } = (await world.eventsOf(id)).at(-1);
    expect(data.product.media).toEqual([{ url: file.media.url, altText: null, width: 800, height: 600 }]);
  });
});

test("a video is there as it came, with its length", async () => {
  const original = mp4({ width: 1_920, height: 1_080, seconds: 8, headerLast: true });
  const file = await uploaded(original, "video/mp4");
  expect(file).toMatchObject({ status: "READY" });
  expect(file.media).toMatchObject({ kind: "VIDEO", width: 1_920, height: 1_080, durationMilliseconds: 8_000 });
  expect(file.media).toMatchObject({ contentType: "video/mp4", small: null, renditions: [], placeholder: null });

  const { status, headers, body } = await fetched(file.media.url);
  expect({ status, type: headers["content-type"] }).toEqual({ status: 200, type: "video/mp4" });
  expect(body.equals(original)).toBe(true);
  expect(await readdir(join(folder, "originals"))).not.toContain(file.id);
});

describe("arranging", () => {
  test("puts media in another order, says what they show, and takes away what is left out", async () => {
    const [first, second] = [await uploaded(await jpeg(), "image/jpeg"), await uploaded(await jpeg(), "image/jpeg")];
    const product = await world.product({
      media: [{ url: "/front.jpg" }, { url: "/back.jpg" }],
      variants: [sized("S"), sized("M")],
    });
    const [small, medium] = product.variants;
    const attach = (mediaId: string, more: object) =>
      world.mutate("AttachMedia", { productId: product.id, mediaId, ...more });
    await attach(first.id, { variantIds: [small.id.toUpperCase()] });
    const attached = await attach(second.id, { position: 0, altText: "Second" });
    expect(attached.product.media.map(({ url }: Answer) => url)).toEqual([
      second.media.url,
      "/front.jpg",
      "/back.jpg",
      first.media.url,
    ]);

    const arranged = await world.mutate("ArrangeMedia", {
      productId: product.id,
      media: [
        { url: "/back.jpg", variantIds: [medium.id], altText: "The back" },
        { mediaId: first.id },
        { mediaId: second.id, altText: null },
      ],
    });
    expect(arranged.product.media).toEqual([
      { id: null, url: "/back.jpg", altText: "The back" },
      { id: first.id, url: first.media.url, altText: null },
      { id: second.id, url: second.media.url, altText: null },
    ]);
    const { variants } = await world.ask("ProductMedia", { id: product.id });
    expect(variants).toEqual([
      { id: small.id, media: [{ id: first.id, url: first.media.url }] },
      { id: medium.id, media: [{ id: null, url: "/back.jpg" }] },
    ]);
  });

  test("refuses what it cannot do, and says where", async () => {
    const file = await uploaded(await jpeg(), "image/jpeg");
    const other = await world.product();
    const { id, variants } = await world.product({ media: [{ url: "/front.jpg" }] });
    const arrange = (media: object[], more: object = {}) =>
      world.mutate("ArrangeMedia", { productId: id, media, ...more });
    expect(await arrange([{ url: "/none.jpg" }])).toMatchObject({ __typename: "MediaNotFound", path: ["media", "0"] });
    expect(await arrange([{ mediaId: file.id }])).toMatchObject({ __typename: "MediaNotFound" });
    expect(await arrange([{ url: "/front.jpg" }, { url: "/front.jpg" }])).toMatchObject({ path: ["media", "1"] });
    expect(await arrange([{ url: "/front.jpg", altText: "x".repeat(1_001) }])).toMatchObject({
      __typename: "InvalidInput",
      path: ["media", "0", "altText"],
    });
    expect(await arrange([{ url: "/front.jpg", variantIds: [variants[0].id, other.variants[0].id] }])).toMatchObject({
      __typename: "InvalidInput",
      path: ["media", "0", "variantIds"],
    });
    expect(await arrange([], { expectedVersion: 7 })).toMatchObject({ __typename: "ProductVersionConflict" });
    expect(await arrange([], { productId: file.id })).toMatchObject({
      __typename: "ProductNotFound",
      path: ["productId"],
    });

    const attach = (input: object) => world.mutate("AttachMedia", { productId: id, mediaId: file.id, ...input });
    expect(await attach({ mediaId: id })).toMatchObject({ __typename: "MediaNotFound", path: ["mediaId"] });
    expect(await attach({ productId: file.id })).toMatchObject({ __typename: "ProductNotFound" });
    expect(await attach({ variantIds: ["none"] })).toMatchObject({ __typename: "InvalidInput", path: ["variantIds"] });
    const { mediaId } = await prepare(await jpeg(), "image/jpeg");
    expect(await attach({ mediaId })).toMatchObject({ __typename: "MediaNotReady" });
  });
});

describe("an upload", () => {
  test("is announced with a type and size that are taken", async () => {
    const announce = (input: object) =>
      world.mutate("PrepareMediaUpload", { fileName: "mug.jpg", contentType: "image/jpeg", byteSize: 10, ...input });
    for (const contentType of ["image/svg+xml", "text/html", "image/gif", "application/octet-stream", "constructor"]) {
      expect(await announce({ contentType })).toMatchObject({
        __typename: "MediaTypeUnsupported",
        path: ["contentType"],
      });
    }
    expect(await announce({ byteSize: 25 * 1024 * 1024 + 1 })).toMatchObject({ __typename: "MediaTooLarge" });
    expect(await announce({ contentType: "video/mp4", byteSize: 25 * 1024 * 1024 + 1 })).toMatchObject({
      __typename: "MediaUpload",
    });
    expect(await announce({ byteSize: 0 })).toMatchObject({ __typename: "InvalidInput", path: ["byteSize"] });
    expect(await announce({ fileName: " " })).toMatchObject({ __typename: "InvalidInput", path: ["fileName"] });
  });

  test("is for staff alone", async () => {
    for (const caller of [anybody, customer]) {
      const input = { fileName: "mug.jpg", contentType: "image/jpeg", byteSize: 10 };
      expect((await world.refusals("PrepareMediaUpload", { input }, caller)).length).toBe(1);
      expect((await world.refusals("MediaFile", { id: "1" }, caller)).length).toBe(1);
    }
  });

  test("may be larger than any request to the graph", async () => {
    const file = await uploaded(mp4({ pictureBytes: 6_000_000 }), "video/mp4");
    expect(file).toMatchObject({ status: "READY" });
  });

  test("that is cut off leaves nothing behind", async () => {
    const original = await jpeg();
    const upload = await prepare(original, "image/jpeg");
    const headers = { "content-type": "image/jpeg", "content-length": original.length };
    const sent = httpRequest(new URL(upload.url, origin), { method: "PUT", headers });
    sent.on("error", () => {});
    sent.write(original.subarray(0, 1_000));
    const parts = async () =>
      (await readdir(join(folder, "originals"))).filter((name) => name.startsWith(upload.mediaId));
    await eventually(async () => (await parts()).length === 1);
    sent.destroy();
    await eventually(async () => (await parts()).length === 0);
    expect(await complete(upload.mediaId)).toMatchObject({ __typename: "MediaNotUploaded" });
  });

  test("is complete only when it is there, and a repeat changes nothing", async () => {
    const original = await jpeg();
    const upload = await prepare(original, "image/jpeg");
    expect(await complete(upload.mediaId)).toMatchObject({ __typename: "MediaNotUploaded" });
    await put(upload, original);
    expect(await complete(upload.mediaId)).toMatchObject({ file: { status: "PROCESSING" } });
    expect(await complete(upload.mediaId)).toMatchObject({ file: { status: "PROCESSING" } });
    await work();
    expect(await complete(upload.mediaId)).toMatchObject({ file: { status: "READY" } });
    expect(await complete("none")).toMatchObject({ __typename: "MediaNotFound" });
  });

  test("of another file than was announced is refused, and may be made good", async () => {
    const original = await jpeg();
    const html = Buffer.from("<script>alert(1)</script>".padEnd(original.length));
    const upload = await prepare(original, "image/jpeg");
    expect(await put(upload, html)).toBe(200);
    expect(await complete(upload.mediaId)).toMatchObject({ __typename: "MediaMismatch", path: ["mediaId"] });
    expect(await complete(upload.mediaId)).toMatchObject({ __typename: "MediaNotUploaded" });
    expect(await put(upload, original)).toBe(200);
    expect(await complete(upload.mediaId)).toMatchObject({ __typename: "MediaUploadCompleted" });
  });

  test.each<readonly [string, () => Promise<Buffer>, string]>([
    ["cut off", async () => (await noise(400, 300).jpeg().toBuffer()).subarray(0, 9_000), "image/jpeg"],
    ["huge", () => picture({ width: 9_000, height: 6_000 }).png().toBuffer(), "image/png"],
    [
      "two things at once",
      async () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from("<svg/>")]),
      "image/jpeg",
    ],
    ["cut off", async () => mp4({ headerLast: true }).subarray(0, 9_000), "video/mp4"],
  ])("of a file that is %s fails, with a reason for staff and nothing left of it (%#)", async (_which, make, type) => {
    const file = await uploaded(await make(), type);
    expect(file).toMatchObject({
      status: "FAILED",
      failure: expect.stringMatching(/^The (picture|video) /),
      media: null,
    });
    expect(await readdir(join(folder, "originals"))).not.toContain(file.id);
    const { id } = await world.product();
    expect(await world.mutate("AttachMedia", { productId: id, mediaId: file.id })).toMatchObject({
      __typename: "MediaNotReady",
    });
  });

  test("that never came is forgotten, and what is late is gone for good", async () => {
    const original = await jpeg();
    const upload = await prepare(original, "image/jpeg");
    await put(upload, original);
    await work(3_600);
    expect(await fileOf(upload.mediaId)).not.toBeNull();
    await work(3_600 + 1_000);
    expect(await fileOf(upload.mediaId)).toBeNull();
    expect(await readdir(join(folder, "originals"))).not.toContain(upload.mediaId);
    expect(await complete(upload.mediaId)).toMatchObject({ __typename: "MediaNotFound" });
  });
});

describe("processing", () => {
  test("is tried again after a fault of the store, however long that lasts", async () => {
    const original = await jpeg();
    const upload = await prepare(original, "image/jpeg");
    await put(upload, original);
    await complete(upload.mediaId);
    const away = { process: () => Promise.reject(new Error("The store is away")) };
    for (let later = 0; later < 10_000; later += 1_000) await expect(work(later, away)).rejects.toThrow("away");
    expect(await fileOf(upload.mediaId)).toMatchObject({ status: "PROCESSING" });
    await work(20_000);
    expect(await fileOf(upload.mediaId)).toMatchObject({ status: "READY" });
  });

  test("is given up in the end if it ends whoever decodes it", async () => {
    const original = await jpeg();
    const upload = await prepare(original, "image/jpeg");
    await put(upload, original);
    await complete(upload.mediaId);
    const deadly = { process: () => Promise.reject(new DecodingEnded("The process has ended")) };
    for (const later of [0, 60, 120, 500, 2_000]) await expect(work(later, deadly)).rejects.toThrow("ended");
    expect(await fileOf(upload.mediaId)).toMatchObject({ status: "PROCESSING" });
    await work(10_000, deadly);
    expect(await fileOf(upload.mediaId)).toMatchObject({
      status: "FAILED",
      failure: expect.stringContaining("given up"),
    });
  });

  test("goes on after a worker that died", async () => {
    const original = await jpeg();
    const upload = await prepare(original, "image/jpeg");
    await put(upload, original);
    await complete(upload.mediaId);
    const { media } = world.ports;
    await media.takeDue(new Date(), new Date(Date.now() + 300_000));
    await work(299);
    expect(await fileOf(upload.mediaId)).toMatchObject({ status: "PROCESSING" });
    await work(301);
    expect(await fileOf(upload.mediaId)).toMatchObject({ status: "READY" });
  });
});

describe("deleting", () => {
  test("is refused while a product shows it, deleted ones too", async () => {
    const file = await uploaded(await jpeg(), "image/jpeg");
    const { id } = await world.product();
    await world.mutate("AttachMedia", { productId: id, mediaId: file.id });
    const remove = () => world.mutate("DeleteMedia", { mediaId: file.id });
    expect(await remove()).toMatchObject({ __typename: "MediaInUse", products: [{ id }] });
    await world.mutate("DeleteProduct", { id });
    await work(100_000);
    expect(await remove()).toMatchObject({ __typename: "MediaInUse", products: [{ id }] });
    expect((await fetched(file.media.url)).status).toBe(200);
  });

  test("takes the files away a while later", async () => {
    const file = await uploaded(await jpeg(), "image/jpeg");
    expect(await world.mutate("DeleteMedia", { mediaId: file.id })).toMatchObject({ mediaId: file.id });
    expect(await world.mutate("DeleteMedia", { mediaId: file.id })).toMatchObject({ __typename: "MediaNotFound" });
    expect(await fileOf(file.id)).toBeNull();
    const { id } = await world.product();
    expect(await world.mutate("AttachMedia", { productId: id, mediaId: file.id })).toMatchObject({
      __typename: "MediaNotFound",
    });
    await work(1_000);
    expect((await fetched(file.media.url)).status).toBe(404);
    expect(await readdir(join(folder, "media"))).not.toContain(file.id);
    expect(await world.ports.media.byIds([file.id])).toEqual([]);
  });

  test("does not take it from a product that was getting it meanwhile", async () => {
    const file = await uploaded(await jpeg(), "image/jpeg");
    const { id } = await world.product();
    const products: typeof world.ports.products = {
      ...world.ports.products,
      // As if it were read before the other had stored the product.
      byIds: async (ids) => (await world.ports.products.byIds(ids)).map((product) => ({ ...product, media: [] })),
    };
    await world.mutate("AttachMedia", { productId: id, mediaId: file.id });
    const { deleteMedia } = await import("../../src/usecases/media/deleteMedia.ts");
    expect(await deleteMedia({ ...world.ports, products }, file.id)).toMatchObject({ kind: "deleted" });
    await work(1_000);
    expect(await fileOf(file.id)).toMatchObject({ status: "READY" });
  });
});

describe("what is public", () => {
  test("is kept by whoever has it, and runs nothing", async () => {
    const { media } = await uploaded(await jpeg(), "image/jpeg");
    const { headers } = await fetched(media.url);
    expect(headers).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
    });
    const again = await fetched(media.url, { "if-none-match": String(headers.etag) });
    expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 });
  });

  test("comes in ranges", async () => {
    const original = mp4();
    const { media } = await uploaded(original, "video/mp4");
    for (const [range, start, end] of [
      ["bytes=0-99", 0, 99],
      ["bytes=1000-", 1_000, original.length - 1],
      ["bytes=-10", original.length - 10, original.length - 1],
      ["bytes=5-99999999", 5, original.length - 1],
    ] as const) {
      const { status, headers, body } = await fetched(media.url, { range });
      expect({ status, range: headers["content-range"] }).toEqual({
        status: 206,
        range: `bytes ${start}-${end}/${original.length}`,
      });
      expect(body.equals(original.subarray(start, end + 1))).toBe(true);
    }
    expect((await fetched(media.url, { range: `bytes=${original.length}-` })).status).toBe(416);
    for (const range of ["bytes=5-2", "bytes=0-1,3-4", "lines=1-2"]) {
      expect((await fetched(media.url, { range })).status).toBe(200);
    }
  });

  test("is no other file of the machine", async () => {
    const { media, id } = await uploaded(await jpeg(), "image/jpeg");
    await writeFile(join(folder, "media", "secret.jpg"), "secret");
    for (const path of [
      `/media/originals/${id}`,
      `/media/${id}/..%2fsecret.jpg`,
      `/media/%2e%2e%2f${id}/secret.jpg`,
      `/media/${id}/%2e%2e/secret.jpg`,
      "/media/../originals/secret.jpg",
      "/media/..%2f..%2fetc/passwd.jpg",
      `/media/${id}/800.webp%00.jpg`,
      `/media/${id}/800.svg`,
      `/media/${id}/800.JPG`,
    ]) {
      expect((await fetched(path)).status).toBe(404);
    }
    expect((await fetched(media.url)).status).toBe(200);
    expect((await fetched(media.url.toUpperCase().replace("/MEDIA/", "/media/").replace("JPG", "jpg"))).status).toBe(
      200,
    );
  });
});

test("a delivery network's address stands before what was uploaded, and before nothing else", async () => {
  const file = await uploaded(await jpeg(), "image/jpeg");
  const { id } = await world.product({
    media: [{ url: "/media/lisbon.svg" }],
    variants: [{ sku: newSku(), price: usd(100) }],
  });
  await world.mutate("AttachMedia", { productId: id, mediaId: file.id });
  const { openMedia } = await import("../../src/media/openMedia.ts");
  const { mediaUrl } = openMedia(
    { store: { kind: "file-system", folder }, cdnUrl: "https://cdn.example.test/shop/" },
    "k",
  ).ports;
  expect(mediaUrl(file.media.url)).toBe(`https://cdn.example.test/shop${file.media.url}`);
  expect(mediaUrl("/media/lisbon.svg")).toBe("/media/lisbon.svg");
  expect(mediaUrl("https://elsewhere.test/a.jpg")).toBe("https://elsewhere.test/a.jpg");
});
