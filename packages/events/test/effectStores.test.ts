import type { DocumentTransaction, Transaction } from "@angidi/datastores";
import { describeOn, testDocuments } from "@angidi/testing";
import { consumerCollections, mongoEffects, postgresEffects } from "../src/index.ts";
import { describeEffectStore, type StoreUnderTest } from "./contract/effectStore.contract.ts";
import { createWorld, effects, recordEffect } from "./world.ts";

describeEffectStore("PostgreSQL", async (): Promise<StoreUnderTest<Transaction>> => {
  const world = await createWorld();
  return {
    effects: postgresEffects(world.consumer),
    record: recordEffect,
    seen: () => effects(world.consumer),
    close: () => world.close(),
  };
});

describeOn("MONGODB_URL", "where there is MongoDB,", () => {
  describeEffectStore("MongoDB", async (): Promise<StoreUnderTest<DocumentTransaction>> => {
    const { documents, drop } = await testDocuments("carts");
    const recorded = documents.db.collection<{ _id: number; event: string }>("effects");
    await documents.declare([...consumerCollections, { name: "effects", indexes: [], shardKey: { _id: 1 } }]);
    return {
      effects: mongoEffects(documents),
      async record({ session }, { subject, subjectVersion }) {
        const place = await recorded.countDocuments({}, { session });
        await recorded.insertOne({ _id: place, event: `${subject}:${subjectVersion}` }, { session });
      },
      seen: async () => (await recorded.find().sort({ _id: 1 }).toArray()).map((effect) => effect.event),
      close: drop,
    };
  });
});
