import { crc32, deflateSync } from "node:zlib";
import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { request } from "undici";
import { scenario } from "../src/scenario.ts";
import { guest, product, staff } from "../src/world.ts";

export const media = scenario("media", (platform) => {
  const at = (path: string) => new URL(path, platform().url);

  test("a picture is uploaded, and shoppers get it from where they got the graph", async () => {
    const content = await staff(platform(), "content");
    const { slug, productId } = await product(platform(), { onHand: 1 });
    const original = png(600, 400);
    const input = { fileName: "teapot.png", contentType: "image/png", byteSize: original.length };
    const upload = await content.ask("PrepareMediaUpload", { input });
    const headers = Object.fromEntries(upload.headers.map(({ name, value }: Header) => [name, value]));
    const put = await request(at(upload.url), { method: upload.method, headers, body: original });
    await put.body.dump();
    expect(put.statusCode).toBe(200);

    const { mediaId } = upload;
    expect(await content.ask("CompleteMediaUpload", { input: { mediaId } })).toMatchObject({
      __typename: "MediaUploadCompleted",
    });
    await eventually(async () => (await content.ask("MediaFile", { id: mediaId })).status === "READY");
    expect(await content.ask("AttachMedia", { input: { productId, mediaId, altText: "A teapot" } })).toMatchObject({
      __typename: "ProductSaved",
    });

    const [{ altText, thumbnail }] = (await guest(platform()).ask("MediaOf", { slug })).media;
    expect({ altText, width: thumbnail.width }).toEqual({ altText: "A teapot", width: 320 });
    const picture = await request(at(thumbnail.url));
    expect(picture.headers["content-type"]).toBe("image/webp");
    expect(Buffer.from(await picture.body.arrayBuffer()).toString("latin1", 8, 12)).toBe("WEBP");
  });

  test("the demo store's pictures are there, and an address that nobody signed takes nothing", async () => {
    const { edges } = await guest(platform()).ask("SomePictures");
    const urls: string[] = edges.flatMap(({ node }: Edge) => node.media.map(({ url }) => url));
    const picture = await request(at(urls.find((url) => url.endsWith(".svg"))!));
    await picture.body.dump();
    expect({ status: picture.statusCode, type: picture.headers["content-type"] }).toEqual({
      status: 200,
      type: "image/svg+xml",
    });

    const path =
      "/media/uploads/originals/019c0000-0000-7000-8000-000000000000?type=image/png&size=1&expires=9999999999";
    const refused = await request(at(`${path}&signature=AAAA`), { method: "PUT", body: "x" });
    await refused.body.dump();
    expect(refused.statusCode).toBe(403);
  });
});

interface Edge {
  readonly node: { readonly media: readonly { readonly url: string }[] };
}

interface Header {
  readonly name: string;
  readonly value: string;
}

/** A grey picture as a PNG. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8); // bits a sample, of one sample a pixel
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const around = Buffer.alloc(8);
    around.writeUInt32BE(data.length, 0);
    around.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
  };
  const rows = Buffer.alloc((1 + width) * height, 0x80).map((byte, index) => (index % (1 + width) === 0 ? 0 : byte));
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
