import { newId } from "@angidi/datastores";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { MediaFile } from "../../src/domain/media/mediaFile.ts";
import { onEachStores, type TestStores } from "../stores.ts";
import { someFile } from "./makeMedia.ts";

onEachStores("Media files", (open) => {
  let store: TestStores;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  const now = new Date("2026-05-01T12:00:00.000Z");
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
  const due = (seconds: number, changes: Partial<MediaFile> = {}) =>
    someFile({ dueAt: at(seconds).toISOString(), ...changes });

  async function stored(file: MediaFile): Promise<MediaFile> {
    await store.media.insert(file);
    return file;
  }

  beforeEach(async () => {
    // Whatever an earlier test left is not due any more.
    while (await store.media.takeDue(at(1e6), at(1e7)));
  });

  test("a file comes back as it was stored", async () => {
    const file = await stored(someFile({ productIds: [newId()], dueAt: at(60).toISOString() }));
    expect(await store.media.byIds([file.id.toUpperCase(), newId(), "nonsense"])).toEqual([file]);
  });

  test("it is replaced from the version before, and from no other", async () => {
    const file = await stored(someFile());
    const processing: MediaFile = { ...file, status: "PROCESSING", version: 2 };
    expect(await store.media.replace(processing)).toBe(true);
    expect(await store.media.replace({ ...file, status: "FAILED", version: 2 })).toBe(false);
    expect(await store.media.byIds([file.id])).toEqual([processing]);
  });

  test("it is removed at its version, and at no other", async () => {
    const file = await stored(someFile());
    expect(await store.media.remove({ id: file.id, version: 2 })).toBe(false);
    expect(await store.media.remove(file)).toBe(true);
    expect(await store.media.byIds([file.id])).toEqual([]);
  });

  test("what has been due for longest is taken first, and what is not due is not", async () => {
    const [late, later, notYet] = [await stored(due(-20)), await stored(due(-10)), await stored(due(10))];
    await stored(someFile());

    const until = at(300);
    expect(await store.media.takeDue(now, until)).toEqual({ ...late, version: 2, dueAt: until.toISOString() });
    expect(await store.media.takeDue(now, until)).toMatchObject({ id: later.id });
    expect(await store.media.takeDue(now, until)).toBeNull();
    expect(await store.media.takeDue(at(20), until)).toMatchObject({ id: notYet.id });
  });

  test("what was taken is due again at the end of its time", async () => {
    const { id } = await stored(due(0));
    await store.media.takeDue(now, at(300));
    expect(await store.media.takeDue(at(299), at(600))).toBeNull();
    expect(await store.media.takeDue(at(300), at(600))).toMatchObject({ id, version: 3 });
  });

  test("of many who take at once, no two get the same", async () => {
    const files = await Promise.all(Array.from({ length: 10 }, () => stored(due(0))));
    const taken = await Promise.all(Array.from({ length: 20 }, () => store.media.takeDue(now, at(300))));
    const ids = taken.flatMap((file) => (file ? [file.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
    // A store may give nothing to one who was in another's way, who comes again.
    while (true) {
      const file = await store.media.takeDue(now, at(300));
      if (!file) break;
      ids.push(file.id);
    }
    expect(ids.sort()).toEqual(files.map(({ id }) => id).sort());
  });
});
