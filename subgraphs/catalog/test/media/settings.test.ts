import { expect, test } from "@jest/globals";
import { readConfig } from "../../src/config.ts";
import { mediaRoutes } from "../../src/media/routes/mediaRoutes.ts";
import { publicBase } from "../../src/media/store/mediaStore.ts";

const given = { DATABASE_URL: "postgresql://user@host/name", SERVICE_SIGNING_KEY: "k".repeat(32) };
const mediaBy = (environment: Record<string, string>) => readConfig({ ...given, ...environment }).media;

test("media are in the data folder unless said", () => {
  expect(mediaBy({ ANGIDI_DATA: "/srv/angidi" })).toEqual({
    store: { kind: "file-system", folder: "/srv/angidi/media" },
    cdnUrl: null,
  });
  expect(mediaBy({ ANGIDI_DATA: "/srv/angidi", MEDIA_URL: "file:///srv/pictures/" }).store).toEqual({
    kind: "file-system",
    folder: "/srv/pictures",
  });
});

test.each([
  ["s3://shop", "https://shop.s3.us-east-1.amazonaws.com"],
  ["s3://shop/a/b/?region=eu-central-1", "https://shop.s3.eu-central-1.amazonaws.com/a/b"],
  ["s3://shop?endpoint=https://objects.example.test/", "https://objects.example.test/shop"],
  ["gs://shop/pictures", "https://storage.googleapis.com/shop/pictures"],
])("what is in %s is read at %s", (url, base) => {
  const { store } = mediaBy({ MEDIA_URL: url });
  expect(publicBase(store, null)).toBe(base);
  expect(publicBase(store, "https://cdn.example.test/")).toBe("https://cdn.example.test");
});

test.each(["ftp://shop", "s3://", "shop", "file://host/folder", "s3://shop?endpoint=nowhere"])(
  "%s is no place for media",
  (url) => {
    expect(() => mediaBy({ MEDIA_URL: url })).toThrow(/MEDIA_URL/);
  },
);

test("a document's path leads into the bucket", async () => {
  const { store } = mediaBy({ MEDIA_URL: "s3://shop/pictures" });
  const [route, ...more] = mediaRoutes(store, { uploadKey: Buffer.alloc(32), publicBase: publicBase(store, null) });
  expect(more).toEqual([]);
  const visit = (mediaId: string, name: string) =>
    route!.handle({ params: { mediaId, name }, query: {}, headers: {}, body: Buffer.alloc(0) });
  const id = "019c0000-0000-7000-8000-000000000000";
  expect(await visit(id, "640.webp")).toMatchObject({
    status: 302,
    headers: { location: `https://shop.s3.us-east-1.amazonaws.com/pictures/media/${id}/640.webp` },
  });
  expect(await visit(id, "//elsewhere.test")).toMatchObject({ status: 404 });
});
