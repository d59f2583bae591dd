import { randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { ObjectStore, SignedUpload } from "../../src/media/store/objectStore.ts";

export interface StoreUnderTest {
  readonly objects: ObjectStore;
  /** Where an address of the store that begins with a slash is. */
  readonly origin: string;
  /** The type that an object is served with, of a store that serves by itself. */
  readonly contentTypeOf?: (key: string) => string | undefined;
  close(): Promise<void>;
}

const anHourFromNow = () => new Date(Date.now() + 3_600_000);

/** What every store of objects does. */
export function objectStoreContract(engine: string, open: () => Promise<StoreUnderTest>): void {
  describe(`Objects in ${engine}`, () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const newKey = () => `originals/${randomUUID()}`;
    const textOf = async (key: string) => (await buffer(await store.objects.read(key))).toString();
    const put = (key: string, text: string) => store.objects.put(key, Buffer.from(text), "image/png");

    async function send(upload: SignedUpload, body: string, changes: Record<string, string> = {}): Promise<number> {
      const answer = await fetch(new URL(upload.url, store.origin), {
        method: upload.method,
        headers: { ...upload.headers, ...changes },
        body,
      });
      await answer.body?.cancel();
      return answer.status;
    }

    function signed(key: string, byteSize: number, expiresAt = anHourFromNow()): Promise<SignedUpload> {
      return store.objects.signUpload({ key, contentType: "image/png", byteSize, expiresAt });
    }

    test("an object is read as it was stored, and may be stored anew", async () => {
      const key = newKey();
      expect(await store.objects.byteSizeOf(key)).toBeNull();

      await put(key, "first");
      await put(key, "second");
      expect(await store.objects.byteSizeOf(key)).toBe(6);
      expect(await textOf(key)).toBe("second");
    });

    test("a copy has a life of its own", async () => {
      const [key, copy] = [newKey(), `media/${randomUUID()}/video.mp4`];
      await put(key, "moving pictures");

      await store.objects.copy(key, copy, "video/mp4");
      await store.objects.delete(key);
      await store.objects.delete(key);
      expect(await store.objects.byteSizeOf(key)).toBeNull();
      expect(await textOf(copy)).toBe("moving pictures");
      if (store.contentTypeOf) expect(store.contentTypeOf(copy)).toBe("video/mp4");
    });

    test("a folder goes with all that is in it, and nothing else does", async () => {
      const folder = `media/${randomUUID()}`;
      for (const name of ["160.webp", "160.jpg"]) await put(`${folder}/${name}`, name);
      await put(`${folder}-other/160.webp`, "of another");

      await store.objects.deleteFolder(folder);
      await store.objects.deleteFolder(folder);
      expect(await store.objects.byteSizeOf(`${folder}/160.webp`)).toBeNull();
      expect(await store.objects.byteSizeOf(`${folder}/160.jpg`)).toBeNull();
      expect(await textOf(`${folder}-other/160.webp`)).toBe("of another");
    });

    test("a signed address takes the file that it was signed for", async () => {
      const key = newKey();
      const upload = await signed(key, 5);
      expect(await send(upload, "hello")).toBe(200);
      expect(await textOf(key)).toBe("hello");
    });

    test("it takes no other size and no other type", async () => {
      const key = newKey();
      const upload = await signed(key, 5);
      expect(await send(upload, "hello, world")).toBeGreaterThanOrEqual(400);
      expect(await send(upload, "hi")).toBeGreaterThanOrEqual(400);
      expect(await send(upload, "hello", { "content-type": "text/html" })).toBeGreaterThanOrEqual(400);
      expect(await store.objects.byteSizeOf(key)).toBeNull();
    });

    test("it is good for no other object, and not for ever", async () => {
      const [key, other] = [newKey(), newKey()];
      const upload = await signed(key, 5);
      expect(await send({ ...upload, url: upload.url.replace(key, other) }, "hello")).toBe(403);

      const old = await signed(key, 5, new Date(Date.now() + 1_000));
      const isOver = Date.now() + 1_500;
      while (Date.now() < isOver) await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await send(old, "hello")).toBeGreaterThanOrEqual(400);
      expect(await store.objects.byteSizeOf(key)).toBeNull();
    });
  });
}
