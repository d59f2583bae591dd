import { isId, type Queryable } from "@angidi/datastores";
import type { FieldChange, Revision } from "../../domain/revision.ts";

interface RevisionRow extends Omit<Revision, "changedAt" | "by"> {
  readonly changedAt: Date;
  readonly byId: string | null;
  readonly byRole: string;
  readonly changes: readonly FieldChange[];
}

/** Writes all of them by one statement. */
export async function writeRevisions(queryable: Queryable, revisions: readonly Revision[]): Promise<void> {
  const rows = revisions.map(({ by, ...revision }) => ({ ...revision, byId: by.id, byRole: by.role }));
  await queryable.query(
    "catalog.writeRevisions",
    `insert into product_revisions (product_id, version, kind, changed_at, by_id, by_role, changes)
     select "productId", version, kind, "changedAt", "byId", "byRole", changes
     from jsonb_to_recordset($1::jsonb) as given ("productId" uuid, version integer, kind text,
       "changedAt" timestamptz, "byId" text, "byRole" text, changes jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** The latest first. */
export async function revisionsOf(
  queryable: Queryable,
  productId: string,
  { below, limit }: { readonly below: number | null; readonly limit: number },
): Promise<Revision[]> {
  if (!isId(productId)) return [];
  const rows = await queryable.query<RevisionRow>(
    "catalog.revisions",
    `select product_id as "productId", version, kind, changed_at as "changedAt", by_id as "byId", by_role as "byRole",
       changes
     from product_revisions where product_id = $1 and version < $2 order by version desc limit $3`,
    [productId, below ?? 2 ** 31 - 1, limit],
  );
  return rows.map(({ byId, byRole, changedAt, ...revision }) => ({
    ...revision,
    changedAt: changedAt.toISOString(),
    by: { id: byId, role: byRole },
  }));
}
