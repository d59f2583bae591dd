import { formatDecimal } from "@angidi/money";
import { liveVariants, type Media, type Product, type ProductStatus, type Variant } from "../domain/product.ts";
import { type ExportedProduct, pathOf } from "./exportProducts.ts";
import type { ProductFormat } from "./productFormat.ts";

/** The columns of a Shopify product export that say what the catalogue knows; stock is inventory's. */
const columns = [
  "Handle",
  "Title",
  "Body (HTML)",
  "Vendor",
  "Product Category",
  "Type",
  "Tags",
  "Published",
  "Option1 Name",
  "Option1 Value",
  "Option2 Name",
  "Option2 Value",
  "Option3 Name",
  "Option3 Value",
  "Variant SKU",
  "Variant Price",
  "Variant Compare At Price",
  "Image Src",
  "Image Position",
  "Image Alt Text",
  "Status",
] as const;
type Row = Partial<Record<(typeof columns)[number], string>>;

const statuses: Readonly<Record<ProductStatus, string>> = { PUBLISHED: "active", DRAFT: "draft", ARCHIVED: "archived" };

/** As many options as that shape has columns for: a product with more would come back with variants that are alike. */
const mostOptions = 3;

/** The shape of a Shopify product export: a row for each variant and each further picture. */
export const csvFormat: ProductFormat = {
  beginning: lineOf(Object.fromEntries(columns.map((column) => [column, column]))),
  write: (exported) => (exported.product.options.length > mostOptions ? null : rowsOf(exported).map(lineOf).join("")),
};

function rowsOf({ product, category }: ExportedProduct): Row[] {
  const variants = liveVariants(product);
  const count = Math.max(variants.length, product.media.length);
  return Array.from({ length: count }, (_, index) => ({
    Handle: product.slug,
    ...(index === 0 ? productCells(product, pathOf(category)) : {}),
    ...(variants[index] ? variantCells(variants[index], product) : {}),
    ...(product.media[index] ? pictureCells(product.media[index], index) : {}),
  }));
}

function productCells({ title, description, brand, tags, status, options }: Product, path: readonly string[]): Row {
  return {
    Title: title,
    "Body (HTML)": description,
    Vendor: brand?.name ?? "",
    "Product Category": path.join(" > "),
    Tags: tags.join(", "),
    Published: status === "PUBLISHED" ? "TRUE" : "FALSE",
    Status: statuses[status],
    // What has no choice has an option all the same in this shape.
    ...(options.length === 0 ? { "Option1 Name": "Title" } : {}),
    ...Object.fromEntries(options.map(({ name }, index) => [`Option${index + 1} Name`, name] as const)),
  };
}

function variantCells({ sku, options, price, compareAtPrice }: Variant, product: Product): Row {
  return {
    "Variant SKU": sku,
    "Variant Price": formatDecimal(price),
    "Variant Compare At Price": compareAtPrice ? formatDecimal(compareAtPrice) : "",
    ...(product.options.length === 0 ? { "Option1 Value": "Default Title" } : {}),
    ...Object.fromEntries(options.map(({ value }, index) => [`Option${index + 1} Value`, value] as const)),
  };
}

function pictureCells({ url, altText }: Media, index: number): Row {
  return { "Image Src": url, "Image Position": String(index + 1), "Image Alt Text": altText ?? "" };
}

function lineOf(row: Row): string {
  return `${columns.map((column) => quoted(row[column] ?? "")).join(",")}\n`;
}

/** RFC 4180: quoted where a comma, a quotation mark or a line end stands in it. */
function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
