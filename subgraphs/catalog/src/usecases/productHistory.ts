import { BadCursor, decodeCursor, encodeCursor } from "@angidi/datastores";
import { type Author, type Revision, withoutChanges } from "../domain/revision.ts";
import type { Ports } from "../ports.ts";
import { type RewriteOutcome, rewriteProduct } from "./rewriteProduct.ts";

/** How far back a product can be taken at once: what is read for it is in memory. */
const mostRevisions = 1_000;

export type RevertOutcome = RewriteOutcome | { readonly kind: "revision-not-found" };

/** One page of a product's history, the latest first, and one more when there is a next page. Throws BadCursor. */
export async function listRevisions(
  { products }: Pick<Ports, "products">,
  productId: string,
  { first, after }: { readonly first: number; readonly after: string | null },
): Promise<readonly Revision[]> {
  return products.revisions(productId, { below: after === null ? null : versionFrom(after), limit: first + 1 });
}

export function revisionCursor({ version }: Revision): string {
  return encodeCursor(["REVISION", version]);
}

function versionFrom(cursor: string): number {
  const [of, version] = decodeCursor(cursor, ["string", "number"]);
  if (of !== "REVISION" || typeof version !== "number" || !Number.isSafeInteger(version)) throw new BadCursor();
  return version;
}

/**
 * Gives a product the content of an earlier version, as a new version on top. What the shop says to it, where it was
 * imported from and whether it is deleted stay as they are.
 */
export function revertProduct(
  ports: Pick<Ports, "products" | "categories">,
  request: {
    readonly id: string;
    readonly expectedVersion: number | null;
    /** The version that it is to be like. */
    readonly version: number;
  },
  author: Author,
): Promise<RevertOutcome> {
  const { id, expectedVersion, version } = request;
  return rewriteProduct<{ readonly kind: "revision-not-found" }>(
    ports,
    { id, expectedVersion, author, kind: "REVERTED" },
    async (before) => {
      const back = before.version - version;
      if (back < 0 || version < 1 || back > mostRevisions) return { kind: "revision-not-found" };
      const revisions = await ports.products.revisions(id, { below: before.version + 1, limit: back });
      // What was deleted of the history, and what was made since the product was read, leaves a gap.
      const isWhole = revisions.every((revision, index) => revision.version === before.version - index);
      if (revisions.length < back || !isWhole) return { kind: "revision-not-found" };
      const product = withoutChanges(
        before,
        revisions.flatMap(({ changes }) => changes),
      );
      return { kind: "made", product };
    },
  );
}
