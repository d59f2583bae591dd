import type { ProductListing } from "../../domain/listing.ts";
import { sortOrders } from "../../domain/listing.ts";
import { nameKey } from "../../domain/text.ts";

/** A labelled statement with its values. */
export interface Statement {
  readonly label: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

const columns = {
  NEWEST: { name: "created_at", type: "timestamptz" },
  PRICE_ASC: { name: "price_min", type: "bigint" },
  PRICE_DESC: { name: "price_min", type: "bigint" },
  TITLE: { name: "title_key", type: "text" },
} as const;

/**
 * The statement for one page of a list. Each combination of conditions is a statement of its own, with a label of its
 * own: "condition, or no value given" in one text for all would keep the planner from every index.
 */
export function listStatement({ conditions, sort, after, limit }: ProductListing): Statement {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const parts: { name: string; sql: string }[] = [];
  const when = (name: string, sql: string) => parts.push({ name, sql });

  const { category, brands, minPrice, maxPrice, status, visible, moderation, deleted } = conditions;
  when(deleted ? "deleted" : "", deleted ? "deleted_at is not null" : "deleted_at is null");
  if (visible) when("visible", "status = 'PUBLISHED' and moderation in ('NOT_REQUIRED', 'APPROVED')");
  if (moderation) when(moderation.toLowerCase(), `moderation = '${moderation}'`);
  // Written out, since an index of published products serves only a statement that says so itself.
  if (status) when(status.toLowerCase(), `status = '${status}'`);
  if (category !== undefined) when("category", `category_id = any(array(${categoriesBelow(parameter(category))}))`);
  if (brands !== undefined) {
    when("brand", `brand_id = any(array(${brandsNamed(parameter(brands.map(nameKey)))}))`);
  }
  if (minPrice) when("min", `price_max >= ${parameter(minPrice.amount)}::bigint`);
  if (maxPrice) when("max", `price_min <= ${parameter(maxPrice.amount)}::bigint`);

  const { name, type } = columns[sort];
  const { direction } = sortOrders[sort];
  if (after) {
    const beyond = direction === "asc" ? ">" : "<";
    when("after", `(${name}, id) ${beyond} (${parameter(after.key)}::${type}, ${parameter(after.id)}::uuid)`);
  }
  return {
    label: ["catalog.list", sort.toLowerCase(), ...parts.flatMap(({ name }) => name || [])].join("."),
    text: `select document from products
      where ${parts.map(({ sql }) => sql).join(" and ")}
      order by ${name} ${direction}, id ${direction} limit ${parameter(limit)}`,
    values,
  };
}

function categoriesBelow(slug: string): string {
  return `with recursive below as (
      select id from categories where slug = ${slug}
      union all
      select categories.id from below join categories on categories.parent_id = below.id
    ) select id from below`;
}

function brandsNamed(keys: string): string {
  return `select id from brands where name_key = any(${keys}::text[])`;
}
