import { randomUUID } from "node:crypto";
import { newId } from "@angidi/datastores";
import {
  type CategoryUpdated,
  categoryUpdated,
  eventOf,
  inventoryUpdated,
  orderConfirmed,
  productCreated,
  productDeleted,
  productUpdated,
} from "@angidi/event-contracts";
import { type EventLog, eventLogMigrations, openEventLog } from "@angidi/events";
import { loadOperations } from "@angidi/service-client";
import type { Subgraph } from "@angidi/subgraph";
import { requestOf, type TestCaller, type TestDatabase, testDatabase } from "@angidi/testing";
import type { ExecutionResult } from "graphql";
import { pino } from "pino";
import { readConfig } from "../src/config.ts";
import type { IndexWriter } from "../src/data/indexWriter.ts";
import { type CatalogProduct, documentOf, type SearchDocument } from "../src/domain/document.ts";
import { createSearch, migrations, name } from "../src/subgraph.ts";
import { indexProducts } from "../src/usecases/indexProducts.ts";
import { type CatalogStandIn, startCatalog } from "./catalog.ts";
import type { EngineKind, EngineUnderTest } from "./engines.ts";
import { categoryId, type ProductDraft, productOf, publishedForm } from "./products.ts";

const operations = loadOperations(new URL("./operations.graphql", import.meta.url));

/** What a field of the answer looks like; a test reads what it asked for. */
// biome-ignore lint/suspicious/noExplicitAny: an answer's form is what these tests are about
export type Answer = any;

export const guest: TestCaller = {};
export const customer: TestCaller = { userId: randomUUID() };
export const staff: TestCaller = { userId: randomUUID(), roles: ["CONTENT_MANAGER"] };

/** A search subgraph with a database, a clock and a catalogue of its own. Its workers do not run until started. */
export interface World {
  readonly subgraph: Subgraph;
  readonly database: TestDatabase;
  readonly eventLog: EventLog;
  readonly catalog: CatalogStandIn;
  readonly clock: { now: Date };
  execute(operation: string, variables?: object, as?: TestCaller): Promise<ExecutionResult>;
  /** The operation's one field; throws when there are errors. */
  ask(operation: string, variables?: object, as?: TestCaller): Promise<Answer>;
  /** The codes of the errors that an operation is refused with. */
  refusals(operation: string, variables?: object, as?: TestCaller): Promise<unknown[]>;
  /** Ids of what a search finds, in order. */
  found(query: string, more?: object): Promise<string[]>;
  /** Puts products into the index, without waiting for events; gives their ids. */
  put(...drafts: ProductDraft[]): Promise<string[]>;
  stock(levels: Readonly<Record<string, boolean>>, version?: number): Promise<void>;
  /** Writes something else to the index; resolves once searches see it. */
  write(change: (writer: IndexWriter) => Promise<void>): Promise<void>;
  documentOf(draft: ProductDraft, version: number): SearchDocument;
  readonly engine: EngineUnderTest;
  /** Where the engine keeps what is this world's. */
  readonly place: Readonly<Record<string, string>>;
  /** Takes everything out of the index. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** `another` is what the subgraph's own configuration says otherwise than the test's. */
export async function startWorld(kind: EngineKind, another: Record<string, string> = {}): Promise<World> {
  const database = await testDatabase({ name, migrations }, { name: "events", migrations: [eventLogMigrations] });
  const key = database.environment.SERVICE_SIGNING_KEY!;
  const catalog = startCatalog(key);
  const clock = { now: new Date() };
  const place = kind.place();
  const engine = await kind.open(database.database, place);
  const config = readConfig({
    ...database.environment,
    ...place,
    ...another,
    EVENTS_DATABASE_URL: database.urls.events,
  });
  const log = pino({ level: process.env.TEST_LOG_LEVEL ?? "silent" });
  const subgraph = await createSearch(config, { services: catalog.services, log }, () => clock.now);
  const eventLog = openEventLog(config.events);

  const execute: World["execute"] = (operation, variables = {}, as = guest) =>
    subgraph.transport.execute(requestOf(operations[operation]!, { ...variables }, as, key));
  const ask: World["ask"] = async (operation, variables, as) => {
    const { data, errors } = await execute(operation, variables, as);
    if (errors) throw new Error(`${operation}: ${errors.map((error) => error.message).join("; ")}`);
    return Object.values(data!)[0];
  };
  return {
    subgraph,
    database,
    eventLog,
    catalog,
    clock,
    execute,
    ask,
    async refusals(operation, variables, as) {
      const { errors = [] } = await execute(operation, variables, as);
      return errors.map(({ extensions }) => extensions.code);
    },
    async found(query, more = {}) {
      const { edges } = await ask("Search", { query, ...more });
      return edges.map((edge: Answer) => edge.node.id);
    },
    async put(...drafts) {
      const changes = drafts.map((draft) => {
        const product = productOf(draft);
        return { productId: product.id, version: 1, product };
      });
      await engine.write((writer) => indexProducts(writer, changes));
      return changes.map(({ productId }) => productId);
    },
    stock: (levels, version = 1) =>
      engine.write((writer) =>
        writer.setStock(Object.entries(levels).map(([sku, inStock]) => ({ sku, inStock, version }))),
      ),
    write: engine.write,
    documentOf: (draft, version) => documentOf(productOf(draft), version)!,
    engine,
    place,
    empty: engine.empty,
    async close() {
      await subgraph.stop();
      await eventLog.close();
      await engine.remove();
      await database.drop();
    },
  };
}

/** The event that catalog publishes of a product. */
export function productEvent(draft: ProductDraft, version: number) {
  const product = productOf(draft);
  const subject = { source: "catalog", subject: product.id, subjectVersion: version };
  const data = { product: publishedForm(product) };
  return version === 1 ? eventOf(productCreated, { ...subject, data }) : eventOf(productUpdated, { ...subject, data });
}

/** The event that catalog publishes of a category, which the products of `draft` name last in their path. */
export function categoryEvent(product: CatalogProduct, version: number, attributes: CategoryAttributes = []) {
  const { slug, name, ancestors } = publishedForm(product).category!;
  const id = categoryId(slug);
  return eventOf(categoryUpdated, {
    ...{ source: "catalog", subject: id, subjectVersion: version },
    data: { category: { id, slug, name, ancestors, attributes: [...attributes], translations: {} } },
  });
}

export type CategoryAttributes = CategoryUpdated["data"]["category"]["attributes"];

export function deletionEvent(productId: string, version: number) {
  return eventOf(productDeleted, {
    ...{ source: "catalog", subject: productId, subjectVersion: version },
    data: { productId },
  });
}

export function stockEvent(sku: string, available: number | null, version: number) {
  return eventOf(inventoryUpdated, {
    ...{ source: "inventory", subject: sku, subjectVersion: version },
    data: { sku, onHand: available, reserved: 0, available },
  });
}

export function orderEvent(productId: string, quantity: number) {
  const orderId = randomUUID();
  const line = { lineId: newId(), cartLineId: newId(), variantId: newId(), sku: "S", title: "T", unitPrice: 1 };
  return eventOf(orderConfirmed, {
    ...{ source: "orders", subject: orderId, subjectVersion: 2 },
    data: {
      ...{ orderId, number: "A-1", buyerId: newId(), customerId: null, email: null, cartId: newId(), checkout: 1 },
      ...{ status: "CONFIRMED", reason: null, currency: "USD", total: quantity },
      lines: [{ ...line, productId, quantity }],
    },
  });
}
