import type { Stores } from "../src/data/stores.ts";
import { onEachEngine } from "./engines.ts";
import type { PublishedEvent } from "./publishedEvents.ts";

/** The stores of a catalogue of one's own. */
export interface TestStores extends Stores {
  /** What was published of a product or category, in order. */
  eventsOf(subject: string): Promise<PublishedEvent[]>;
  close(): Promise<void>;
}

/** Runs a suite over the stores of each engine. */
export function onEachStores(title: string, suite: (open: () => Promise<TestStores>) => void): void {
  onEachEngine(title, (openEngine) =>
    suite(async () => {
      const engine = await openEngine();
      const { stores, close } = await engine.openStores();
      return {
        ...stores,
        eventsOf: engine.published.of,
        async close() {
          await close();
          await engine.drop();
        },
      };
    }),
  );
}
