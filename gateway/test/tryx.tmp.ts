import { listening } from "./kit/gateway.ts";
import { subgraph } from "./kit/graph.ts";
const shop = subgraph("shop", `
  "A shop of books and lamps, to try things with."
  type Query {
    "One product by its slug, or null when there is none."
    product(slug: String!, currency: Coin = EUR): Product
    "Products, the newest first."
    products(first: Int = 10, after: String, sort: Sort, filter: ProductFilter): [Product!]!
    "Anything that has the words."
    search(text: String!, kinds: [Kind!]): [Found!]!
    me: Account
    broken: String
    big(count: Int!): [Product!]!
    staffOnly: String @tag(name: "staff")
    oldest: Product @deprecated(reason: "Use products(sort: OLDEST); removed after 2027-06-30")
  }
  type Mutation {
    "Puts something into a cart."
    addToCart(input: AddToCart!): Cart!
  }
  type Subscription { "Ticks" ticks(every: Int = 300, times: Int): Tick! }
  type Tick { count: Int! at: String! }
  "What can be bought."
  type Product implements Node { id: ID! slug: String! title: String! "The price, with \`VAT\`." price(currency: Coin): Money! variants: [Variant!]! reviews(first: Int!): [Review!]! stock: Int @deprecated(reason: "Use availability") }
  type Variant { id: ID! sku: String! price: Money! product: Product! }
  type Review { stars: Int! text: String author: Account }
  type Account implements Node { id: ID! name: String! email: String }
  type Cart { id: ID! lines: [Line!]! total: Money! }
  type Line { quantity: Int! product: Product! }
  interface Node { id: ID! }
  union Found = Product | Account
  enum Coin { "Euro" EUR "US dollar" USD GBP }
  enum Sort { NEWEST OLDEST PRICE_ASC PRICE_DESC }
  enum Kind { PRODUCT ACCOUNT }
  input ProductFilter { inStock: Boolean minimum: Int maximum: Int words: [String!] }
  input AddToCart { cartId: ID lines: [LineInput!]! note: String }
  input LineInput { productId: ID! quantity: Int! = 1 currency: Coin }
`, { resolvers: {
  Query: {
    product: (_: unknown, { slug }: { slug: string }) => product(slug, 1),
    products: (_: unknown, { first }: { first: number }) => Array.from({ length: first }, (_, i) => product(`lamp-${i}`, i)),
    big: (_: unknown, { count }: { count: number }) => Array.from({ length: count }, (_, i) => product(`lamp-${i}`, i)),
    search: () => [{ __typename: "Product", ...product("lamp", 1) }, { __typename: "Account", id: "a1", name: "Ada" }],
    me: () => ({ id: "a1", name: "Ada", email: null }),
    broken: () => { throw new Error("boom"); },
  },
  Mutation: { addToCart: () => ({ id: "c1", lines: [], total: { amount: 0, currency: "EUR" } }) },
  Subscription: { ticks: { async *subscribe(_: unknown, { every, times }: { every: number; times?: number }) {
    for (let count = 1; !times || count <= times; count++) { yield { ticks: { count, at: new Date().toISOString() } }; await new Promise((r) => setTimeout(r, every)); }
  } } },
  Found: { __resolveType: (v: { __typename: string }) => v.__typename },
  Node: { __resolveType: () => "Product" },
} as never });
function product(slug: string, i: number) {
  return { id: `p${i}`, slug, title: `A lamp, the ${i}th`, price: { amount: 1999 + i, currency: "EUR" }, variants: [{ id: `v${i}`, sku: `LAMP-${i}`, price: { amount: 1999, currency: "EUR" } }], reviews: [{ stars: 5, text: "Bright" }] };
}
const running = await listening([shop], { settings: { cost: {report:"always"} as never, variants: { shopper: { exclude: ["staff"] }, admin: {} } }, explorerExamples: [
  { name: "A list of products", document: `# What is new in the shop
query ProductList($first: Int!, $sort: Sort = NEWEST) {
  products(first: $first, sort: $sort) {
    id
    slug
    title
    price { amount currency }
    variants { sku }
    stock
  }
}
`, variables: { first: 3 } },
  { name: "Ticks", document: "subscription Ticks($every: Int) {\n  ticks(every: $every) {\n    count\n    at\n  }\n}\n", variables: { every: 400 } },
] });
console.log(running.url);
