import type { Documents, DocumentTransaction } from "@angidi/datastores";
import { wakeRelay } from "@angidi/events";
import type { Collection } from "mongodb";
import { isPublished, type Product, priceRangeOf } from "../../domain/product.ts";
import { sortKey } from "../../domain/text.ts";
import type { ProductChange, SaveOutcome } from "../productRepository.ts";
import { moveClaims } from "./claims.ts";
import type { Collections } from "./collections.ts";
import type { Claim, ListedProduct } from "./documents.ts";

/**
 * Saves products with their claims, revisions and events, all or none: one call for each collection, however many they are.
 */
export async function saveProducts(
  documents: Documents,
  collections: Collections,
  changes: readonly ProductChange[],
): Promise<SaveOutcome> {
  if (changes.length === 0) return { kind: "saved" };
  try {
    await documents.transaction(async (transaction) => {
      await write(collections, transaction, changes);
      transaction.afterCommit(() => {
        for (const source of new Set(changes.map(({ event }) => event.source))) wakeRelay(source);
      });
    });
    return { kind: "saved" };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.kind === "sku-taken"
      ? { kind: "sku-taken", skus: await takenSkus(collections, changes) }
      : { kind: error.kind };
  }
}

/** Thrown to roll the transaction back. */
class Refused extends Error {
  override readonly name = "Refused";
  readonly kind: "version-conflict" | "slug-taken" | "sku-taken";

  constructor(kind: Refused["kind"]) {
    super(kind);
    this.kind = kind;
  }
}

async function write(
  { products, slugs, skus, origins, revisions }: Collections,
  { session }: DocumentTransaction,
  changes: readonly ProductChange[],
): Promise<void> {
  const before = await claimsBefore(products, session, changes);

  const { matchedCount, insertedCount } = await products.bulkWrite(
    changes.map(({ product, replaces, event }) =>
      replaces === null
        ? { insertOne: { document: { _id: product.id, ...storedOf(product), pendingEvents: [event] } } }
        : {
            updateOne: {
              filter: { _id: product.id, "product.version": replaces },
              update: { $set: storedOf(product), $push: { pendingEvents: event } },
            },
          },
    ),
    { session, comment: "catalog.writeProducts" },
  );
  if (matchedCount + insertedCount < changes.length) throw new Refused("version-conflict");

  const move = (claims: Collection<Claim>, kind: keyof Claims) => {
    const moves = changes.map(({ product }) => ({
      ...{ owner: product.id, before: before.get(product.id)?.[kind] ?? [], after: claimsOf(product)[kind] },
    }));
    return moveClaims(claims, moves, session);
  };
  if (!(await move(slugs, "slugs"))) throw new Refused("slug-taken");
  // Somebody else imports the same product at this moment.
  if (!(await move(origins, "origins"))) throw new Refused("version-conflict");
  if (!(await move(skus, "skus"))) throw new Refused("sku-taken");

  await revisions.insertMany(
    changes.map(({ revision }) => ({ _id: `${revision.productId} ${revision.version}`, revision })),
    { session, comment: "catalog.writeRevisions" },
  );
}

/** What of a product no other may have. */
interface Claims {
  readonly slugs: readonly string[];
  readonly origins: readonly string[];
  readonly skus: readonly string[];
}

type Claiming = Pick<Product, "slug" | "deletedAt"> & {
  readonly origin: Pick<NonNullable<Product["origin"]>, "key"> | null;
  readonly variants: readonly Pick<Product["variants"][number], "sku">[];
};

/** A deleted product gives back what it claimed. */
function claimsOf({ slug, origin, variants, deletedAt }: Claiming): Claims {
  if (deletedAt !== null) return { slugs: [], origins: [], skus: [] };
  return { slugs: [slug], origins: origin ? [origin.key] : [], skus: variants.map(({ sku }) => sku) };
}

/** What the products that are replaced have claimed. Throws when one is not at the version that the change is for. */
async function claimsBefore(
  products: Collections["products"],
  session: DocumentTransaction["session"],
  changes: readonly ProductChange[],
): Promise<ReadonlyMap<string, Claims>> {
  const replaced = new Map(
    changes.flatMap(({ product, replaces }) => (replaces === null ? [] : [[product.id, replaces]])),
  );
  if (replaced.size === 0) return new Map();
  const found = await products
    .find(
      { _id: { $in: [...replaced.keys()] } },
      {
        ...{ session, comment: "catalog.productsBefore" },
        projection: Object.fromEntries(
          ["version", "slug", "origin.key", "variants.sku", "deletedAt"].map((field) => [`product.${field}`, 1]),
        ),
      },
    )
    .batchSize(replaced.size)
    .toArray();
  const current = found.filter(({ _id, product }) => product.version === replaced.get(_id));
  if (current.length < replaced.size) throw new Refused("version-conflict");
  return new Map(current.map(({ _id, product }) => [_id, claimsOf(product)]));
}

function storedOf(product: Product): { readonly product: Product; readonly listed: ListedProduct } {
  const { min, max } = priceRangeOf(product);
  return {
    product,
    listed: {
      visibleTo: visibleTo(product),
      createdAt: new Date(product.createdAt),
      titleKey: sortKey(product.title),
      priceMin: min.amount,
      priceMax: max.amount,
    },
  };
}

function visibleTo(product: Product): ListedProduct["visibleTo"] {
  if (product.deletedAt !== null) return "NOBODY";
  return isPublished(product) ? "EVERYBODY" : "STAFF";
}

/** The server names only the first; and it may be free again by now, which trying again will show. */
async function takenSkus(collections: Collections, changes: readonly ProductChange[]): Promise<string[]> {
  const claimed = changes.flatMap(({ product }) => product.variants.map(({ sku }) => ({ sku, owner: product.id })));
  const owners = await ownersOfSkus(
    collections,
    claimed.map(({ sku }) => sku),
  );
  return claimed.filter(({ sku, owner }) => owners.has(sku) && owners.get(sku) !== owner).map(({ sku }) => sku);
}

/** Which product each SKU belongs to; free ones are left out. */
export async function ownersOfSkus(
  { skus: claims }: Collections,
  skus: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (skus.length === 0) return new Map();
  const found = claims.find({ _id: { $in: [...skus] } }, { comment: "catalog.ownersOfSkus" });
  return new Map((await found.batchSize(skus.length).toArray()).map(({ _id, owner }) => [_id, owner]));
}
