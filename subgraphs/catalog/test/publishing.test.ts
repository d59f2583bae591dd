import type { DomainEvent } from "@angidi/event-contracts";
import type { EventLog } from "@angidi/events";
import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { categoryUpdatedEvent } from "../src/events/categoryEvents.ts";
import { onEachEngine } from "./engines.ts";
import { someCategory } from "./makeCategory.ts";
import { creation, deletion, replacement, someProduct } from "./makeProduct.ts";

onEachEngine("What is published", (openEngine) => {
  test("goes into the log, of each product and category in order, and is woken for", async () => {
    const engine = await openEngine();
    const { stores, relayTo, close } = await engine.openStores();
    const appended: DomainEvent[] = [];
    const log = { append: async (events: readonly DomainEvent[]) => void appended.push(...events) };
    const relay = relayTo(log as unknown as EventLog);
    const versionsOf = (id: string) =>
      appended.filter(({ subject }) => subject === id).map(({ type, subjectVersion }) => [type, subjectVersion]);
    try {
      await relay.start();
      const first = creation(someProduct());
      const second = replacement(first.product, { title: "Second" });
      const third = deletion(second.product);
      const category = someCategory();
      for (const change of [first, second, third]) await stores.products.save([change]);
      await stores.categories.insert(category);
      await stores.categories.move(category.id, null, categoryUpdatedEvent);
      await eventually(() => {
        expect(versionsOf(first.product.id)).toEqual([
          ["product.created", 1],
          ["product.updated", 2],
          ["product.deleted", 3],
        ]);
        expect(versionsOf(category.id)).toEqual([["category.updated", 2]]);
      });
      expect(appended.find(({ id }) => id === second.event.id)).toEqual(second.event);
      expect(await stores.products.deletedByIds([first.product.id])).toEqual([third.product]);
    } finally {
      await relay.stop();
      await close();
      await engine.drop();
    }
  });
});
