import { isDeepStrictEqual } from "node:util";
import type { Product } from "./product.ts";

export const changeKinds = [
  "CREATED",
  "UPDATED",
  "TRANSLATED",
  "PRICED",
  "MODERATED",
  "REVERTED",
  "DELETED",
  "RESTORED",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Who makes a change. */
export interface Author {
  /** A user's; null when a program does it. */
  readonly id: string | null;
  /** In what capacity: a role, or what program it is. */
  readonly role: string;
  /** Whether moderators look at what they write. */
  readonly isModerated: boolean;
}

/** Something of a product before and after a change; a side is left out where it was not there. */
export interface FieldChange {
  /** A field of the document, or one entry of it: variants.<id>, translations.<locale>, attributes.<code>. */
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What is kept of one change of a product, for good. */
export interface Revision {
  readonly productId: string;
  /** The version that the change made. */
  readonly version: number;
  readonly kind: ChangeKind;
  /** ISO 8601. */
  readonly changedAt: string;
  readonly by: Pick<Author, "id" | "role">;
  /** Empty for a new product, which is what the first change after it has as before. */
  readonly changes: readonly FieldChange[];
}

/** What is about the making of a version, or about imports, and is no part of what an older version is. */
const bookkeeping = new Set(["id", "version", "createdAt", "deletedAt", "origin", "moderation"]);

/** What changed, by field; large fields by entry, so that one price of a hundred variants is one small change. */
export function changesBetween(before: Product, after: Product): FieldChange[] {
  const [left, right] = [entriesOf(before), entriesOf(after)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((field) => {
    const [was, is] = [left.get(field), right.get(field)];
    // By value: a store gives an object's keys in an order of its own.
    if (isDeepStrictEqual(was, is)) return [];
    return [{ field, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });
}

/**
 * The content of a product as it was before changes, which are given the latest first; together with what is no content,
 * as it is now. Variants that came since are retired, as carts and orders name them.
 */
export function withoutChanges(product: Product, changes: readonly FieldChange[]): Product {
  const entries = entriesOf(product);
  for (const { field, before } of changes) {
    if (bookkeeping.has(field)) continue;
    if (before === undefined) entries.delete(field);
    else entries.set(field, before);
  }
  const before = fromEntries(entries);
  const kept = new Set(before.variants.map(({ id }) => id));
  const since = product.variants.filter(({ id }) => !kept.has(id)).map((variant) => ({ ...variant, retired: true }));
  return { ...before, variants: [...before.variants, ...since] };
}

function entriesOf({ variants, translations, attributes, ...fields }: Product): Map<string, unknown> {
  return new Map<string, unknown>([
    ...Object.entries(fields),
    ["variants", variants.map(({ id }) => id)],
    ...variants.map((variant) => [`variants.${variant.id}`, variant] as const),
    ...Object.entries(translations).map(([locale, texts]) => [`translations.${locale}`, texts] as const),
    ...Object.entries(attributes).map(([code, value]) => [`attributes.${code}`, value] as const),
  ]);
}

function fromEntries(entries: ReadonlyMap<string, unknown>): Product {
  const fields = [...entries].filter(([field]) => !field.includes("."));
  const below = (name: string) =>
    Object.fromEntries(
      [...entries]
        .filter(([field]) => field.startsWith(`${name}.`))
        .map(([field, value]) => [field.slice(name.length + 1), value]),
    );
  const variants = below("variants");
  const order = entries.get("variants") as readonly string[];
  return {
    ...Object.fromEntries(fields),
    variants: order.map((id) => variants[id]),
    translations: below("translations"),
    attributes: below("attributes"),
  } as unknown as Product;
}
