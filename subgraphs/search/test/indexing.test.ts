import { randomUUID } from "node:crypto";
import { newId } from "@angidi/datastores";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { describeOverEngines } from "./engines.ts";
import { productOf } from "./products.ts";
import {
  type Answer,
  customer,
  deletionEvent,
  orderEvent,
  productEvent,
  staff,
  startWorld,
  stockEvent,
  type World,
} from "./world.ts";

describeOverEngines("an index", (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
    await world.subgraph.start();
  });
  afterAll(() => world.close());

  /** A word that no other test uses. */
  function newWord(): string {
    return `q${randomUUID()
      .slice(0, 8)
      .replace(/\d/g, (digit) => "abcdefghij"[Number(digit)]!)}`;
  }

  const publish = (...events: Parameters<World["eventLog"]["append"]>[0]) => world.eventLog.append(events);
  const isFound = (word: string, ids: readonly string[]) =>
    eventually(async () => expect(await world.found(word)).toEqual(ids));

  describe("an event of a product", () => {
    test("is searchable within seconds, also on a busy machine", async () => {
      const [id, before, word] = [newId(), newWord(), newWord()];
      await publish(productEvent({ id, title: before }, 1));
      await isFound(before, [id]);
      const published = Date.now();
      await publish(productEvent({ id, title: word }, 2));
      await isFound(word, [id]);
      expect(Date.now() - published).toBeLessThan(5_000);
    });

    test("that is older than another never undoes it, in whatever order they come", async () => {
      const [id, word, old] = [newId(), newWord(), newWord()];
      await publish(productEvent({ id, title: word }, 3));
      await isFound(word, [id]);
      await publish(productEvent({ id, title: old }, 2), productEvent({ title: `${old} marker` }, 1));
      await eventually(async () => (await world.found(`${old} marker`)).length === 1);
      expect(await world.found(word)).toEqual([id]);
    });

    test("of its deletion or of becoming a draft takes it away, for good", async () => {
      const [gone, draft, word] = [newId(), newId(), newWord()];
      await publish(productEvent({ id: gone, title: word }, 1), productEvent({ id: draft, title: word }, 1));
      await eventually(async () => (await world.found(word)).length === 2);
      await publish(deletionEvent(gone, 3), productEvent({ id: draft, title: word, status: "DRAFT" }, 2));
      await isFound(word, []);
      await publish(productEvent({ id: gone, title: word }, 2), productEvent({ id: draft, title: word }, 3));
      await isFound(word, [draft]);
    });

    test("of a deletion before its creation keeps it out", async () => {
      const [id, word] = [newId(), newWord()];
      await publish(deletionEvent(id, 2));
      const marker = newWord();
      await publish(productEvent({ id, title: word }, 1), productEvent({ title: marker }, 1));
      await eventually(async () => (await world.found(marker)).length === 1);
      expect(await world.found(word)).toEqual([]);
    });
  });

  describe("an event of stock", () => {
    test("changes what the filter finds, also when it comes before the product", async () => {
      const [id, word, sku] = [newId(), newWord(), newWord()];
      await publish(stockEvent(sku, 3, 1));
      await eventually(
        async () =>
          (await world.database.database.query("test.stock", "SELECT FROM stock WHERE sku = $1", [sku])).length > 0,
      );
      await publish(productEvent({ id, title: word, skus: [sku] }, 1));
      const inStock = { filter: { inStock: true } };
      await eventually(async () => expect(await world.found(word, inStock)).toEqual([id]));
      await publish(stockEvent(sku, 0, 2));
      await eventually(async () => expect(await world.found(word, inStock)).toEqual([]));
      await publish(stockEvent(sku, null, 3));
      await eventually(async () => expect(await world.found(word, inStock)).toEqual([id]));
    });
  });

  describe("a confirmed order", () => {
    test("makes its products more popular, once", async () => {
      const [id, word] = [newId(), newWord()];
      await publish(productEvent({ id, title: word }, 1));
      await isFound(word, [id]);
      const order = orderEvent(id, 4);
      await publish(order, orderEvent(newId(), 1));
      const popularity = async () => (await world.ask("Explain", { query: word, productId: id }, staff)).popularity;
      await eventually(async () => expect(await popularity()).toBeCloseTo(4, 1));
      await publish(order);
      await publish(orderEvent(id, 1));
      await eventually(async () => expect(await popularity()).toBeCloseTo(5, 1));
    });
  });

  describe("suggestions", () => {
    const suggest = (prefix: string, first = 8) => world.ask("Suggest", { prefix, first });

    test("are products, categories and what others searched for, by their beginnings", async () => {
      const [id, word] = [newId(), newWord()];
      await publish(productEvent({ id, title: `Fine ${word}`, category: [`${word}s`] }, 1));
      await eventually(async () => (await suggest(word)).length > 0);
      await world.found(`${word} fine`);
      await eventually(async () =>
        expect(await suggest(word.slice(0, 6).toUpperCase())).toEqual([
          { kind: "QUERY", text: `${word} fine`, product: null },
          { kind: "CATEGORY", text: `${word}s`, product: null },
          { kind: "PRODUCT", text: `Fine ${word}`, product: { id } },
        ]),
      );
      expect(await suggest(`fine ${word.slice(0, 3)}`)).toMatchObject([{ kind: "PRODUCT" }]);
      expect(await suggest(word, 1)).toHaveLength(1);
      expect(await suggest("")).toEqual([]);
      expect(await suggest("%_")).toEqual([]);
    });

    test("hold nothing that found nothing, that is in no product, or that is a long number", async () => {
      const [word, number] = [newWord(), "0170123456"];
      await publish(productEvent({ title: `${word} ${number}` }, 1));
      await eventually(async () => (await world.found(`${word} ${number}`)).length === 1);
      await world.found(`${word} ${newWord()}`);
      await world.found(word);
      await eventually(async () => (await suggest(word)).some(({ kind }: Answer) => kind === "QUERY"));
      const queries = (await suggest(word)).filter(({ kind }: Answer) => kind === "QUERY");
      expect(queries.map(({ text }: Answer) => text)).toEqual([word]);
    });
  });

  describe("a rebuild", () => {
    const status = () => world.ask("Status", {}, staff);
    const rebuild = (input: object = {}) => world.ask("Rebuild", { input }, staff);

    test("replaces the index by the catalogue while searches and events go on", async () => {
      const [stays, changed, gone, word] = [newId(), newId(), newId(), newWord()];
      const [before, now] = [newWord(), newWord()];
      await publish(
        productEvent({ id: stays, title: word }, 1),
        productEvent({ id: changed, title: before }, 1),
        productEvent({ id: gone, title: `${word} ${word}` }, 1),
        productEvent({ title: `${word} forgotten` }, 1), // which the catalogue below does not have
      );
      await eventually(async () => (await world.found(word)).length === 3);
      world.catalog.products.push(
        { product: productOf({ id: stays, title: word }), version: 1 },
        { product: productOf({ title: "Filler" }), version: 1 },
        { product: productOf({ id: changed, title: before }), version: 1 },
        { product: productOf({ id: gone, title: word }), version: 1 },
      );

      let pages = 0;
      world.catalog.onPage = async () => {
        pages += 1;
        if (pages !== 2) return;
        // Between two pages, what the next page still has as it was changes and goes.
        await publish(productEvent({ id: changed, title: now }, 2), deletionEvent(gone, 2));
        await eventually(async () => expect(await world.found(now)).toEqual([changed]));
        await eventually(async () => expect(await world.found(word)).toHaveLength(2));
        expect(await world.ask("Rebuild", { input: {} }, staff)).toMatchObject({
          __typename: "SearchIndexRebuildRefused",
        });
      };
      const { generation } = await status();
      expect(await rebuild({ generation })).toMatchObject({
        status: { generation, rebuild: { generation: generation + 1 } },
      });
      await eventually(async () => expect(await status()).toMatchObject({ generation: generation + 1, rebuild: null }));
      expect(await world.found(word)).toEqual([stays]);
      expect(await world.found(now)).toEqual([changed]);
      expect((await status()).documents).toBe(3);
      await eventually(async () => {
        const [left] = await world.database.database.query<{ count: number }>(
          "test.left",
          `SELECT count(DISTINCT generation) AS count
           FROM (SELECT generation FROM documents UNION SELECT generation FROM indexed_documents) AS indexed`,
        );
        expect(left!.count).toBe(1);
      });
      expect(await rebuild({ generation })).toMatchObject({
        __typename: "SearchIndexRebuildRefused",
        path: ["generation"],
      });
    });

    test("is for staff", async () => {
      expect(await world.refusals("Rebuild", { input: {} })).toEqual(["FORBIDDEN"]);
      expect(await world.refusals("Rebuild", { input: {} }, customer)).toEqual(["FORBIDDEN"]);
      expect(await world.refusals("Status")).toEqual(["FORBIDDEN"]);
    });
  });
});
