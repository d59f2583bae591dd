/** What the columns of a product export are about. */
export type Column =
  | "handle"
  | "title"
  | "body"
  | "vendor"
  | "productCategory"
  | "type"
  | "tags"
  | "published"
  | "status"
  | `option${1 | 2 | 3}Name`
  | `option${1 | 2 | 3}Value`
  | "sku"
  | "price"
  | "compareAtPrice"
  | "quantity"
  | "tracker"
  | "policy"
  | "image"
  | "imagePosition"
  | "imageAlt"
  | "variantImage";

/** The names of each column over the years, without capitals, spaces and punctuation. */
const namesOf: Readonly<Record<Column, readonly string[]>> = {
  handle: ["handle", "urlhandle"],
  title: ["title"],
  body: ["bodyhtml", "description", "body"],
  vendor: ["vendor"],
  productCategory: ["productcategory", "standardizedproducttype", "standardproducttype"],
  type: ["type", "producttype", "customproducttype"],
  tags: ["tags"],
  published: ["published", "publishedononlinestore"],
  status: ["status"],
  option1Name: ["option1name"],
  option1Value: ["option1value"],
  option2Name: ["option2name"],
  option2Value: ["option2value"],
  option3Name: ["option3name"],
  option3Value: ["option3value"],
  sku: ["variantsku", "sku"],
  price: ["variantprice", "price"],
  compareAtPrice: ["variantcompareatprice", "compareatprice"],
  quantity: ["variantinventoryqty", "variantinventoryquantity", "inventoryquantity"],
  tracker: ["variantinventorytracker", "inventorytracker"],
  policy: ["variantinventorypolicy", "continuesellingwhenoutofstock"],
  image: ["imagesrc", "productimageurl"],
  imagePosition: ["imageposition"],
  imageAlt: ["imagealttext"],
  variantImage: ["variantimage", "variantimageurl"],
};

const columnOf = new Map(
  (Object.entries(namesOf) as [Column, readonly string[]][]).flatMap(([column, names]) =>
    names.map((name) => [name, column] as const),
  ),
);

/** Where each column stands in a file. */
export type Columns = ReadonlyMap<Column, number>;

/** The places of the columns that a header names; of two of one name the first counts. */
export function readHeader(cells: readonly string[]): Columns {
  const places = new Map<Column, number>();
  for (const [place, cell] of cells.entries()) {
    const column = columnOf.get(cell.toLowerCase().replace(/[^a-z0-9]/g, ""));
    if (column && !places.has(column)) places.set(column, place);
  }
  return places;
}

/** What a header must name, in the words of today's exports; a file without one of them is of another kind. */
export function missingColumns(columns: Columns): string[] {
  const needed: [Column, string][] = [
    ["handle", "Handle"],
    ["title", "Title"],
    ["price", "Price"],
  ];
  return needed.filter(([column]) => !columns.has(column)).map(([, name]) => `“${name}”`);
}
