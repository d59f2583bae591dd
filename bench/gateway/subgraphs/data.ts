/**
 * What the four subgraphs know, made up from numbers, so that every run and every gateway gets the same. Fields with
 * arguments are functions, as graphql-js calls them. Every visitor gets the same answer: what depends on the visitor in
 * the schema is there to make requests differ.
 */

/** What one subgraph answers from. */
export interface SubgraphData {
  readonly name: string;
  /** The fields of Query. */
  readonly roots: Readonly<Record<string, unknown>>;
  /** Its part of the entity that a representation names, by `__typename`. */
  readonly entities: Readonly<Record<string, (representation: Representation) => object>>;
}

export interface Representation {
  readonly __typename: string;
  readonly id: string;
  readonly weight?: number;
}

type First = { readonly first: number };

const users = 40;
const sellers = 8;
const products = 200;

const brands = ["Aalto", "Brugg", "Coriander", "Dovetail", "Eiger"];
const cities = ["Basel", "Gent", "Malmö", "Porto", "Turku"];
const countries = ["CH", "BE", "SE", "PT", "FI"];
const sentences = [
  "Made of oiled oak and linen, and made to be mended.",
  "It folds flat, weighs next to nothing and goes with everything.",
  "The handle could be longer, but nothing has come loose in a year.",
  "Arrived a day early; the box was bigger than the shelf.",
  "Two of these now live in the kitchen, one in the car.",
];

const numberIn = (id: string) => Number(id.slice(1));
const pick = (from: readonly string[], at: number) => from[at % from.length]!;
const text = (at: number, sentencesLong: number) =>
  Array.from({ length: sentencesLong }, (_, offset) => pick(sentences, at + offset)).join(" ");
const listOf = <One>(length: number, make: (at: number) => One) => Array.from({ length }, (_, at) => make(at));

const productKey = (at: number) => ({ __typename: "Product", id: `p${at % products}` });
const userKey = (at: number) => ({ __typename: "User", id: `u${at % users}` });

function product(at: number) {
  return {
    ...productKey(at),
    sku: `SKU-${10_000 + at}`,
    name: `${pick(brands, at)} chair No. ${at}`,
    description: text(at, 4),
    brand: pick(brands, at),
    tags: [pick(brands, at).toLowerCase(), pick(cities, at + 1).toLowerCase(), "home"],
    weight: 400 + at * 25,
    price: () => 1_990 + at * 110,
    seller: { __typename: "Seller", id: `s${at % sellers}` },
  };
}

function stock({ id, weight }: Representation) {
  const at = numberIn(id);
  return {
    id,
    inStock: at % 7 !== 0,
    quantity: () => (at * 13) % 90,
    shippingCost: () => 300 + Math.round(weight! / 10),
    // Now and then there is none, as in life.
    warehouse: at % 11 === 10 ? null : { city: pick(cities, at), country: pick(countries, at) },
  };
}

function review(at: number) {
  return {
    __typename: "Review",
    id: `r${at}`,
    rating: 1 + (at % 5),
    title: at % 4 === 3 ? null : pick(sentences, at + 2).slice(0, 24),
    text: text(at, 3),
    helpful: () => (at * 7) % 50,
    author: userKey(at * 3),
    product: productKey(at * 17),
  };
}

function user(at: number) {
  return {
    ...userKey(at),
    name: () => `Visitor ${at} of ${pick(cities, at)}`,
    country: pick(countries, at),
    memberSince: `20${10 + (at % 15)}-03-${10 + (at % 20)}`,
  };
}

function seller(at: number) {
  return {
    __typename: "Seller",
    id: `s${at}`,
    name: () => `${pick(cities, at)} Trading`,
    country: pick(countries, at),
    rating: 3 + (at % 4) / 2,
    bestsellers: ({ first }: First) => listOf(first, (place) => productKey(at * 20 + place)),
  };
}

export const subgraphs: readonly SubgraphData[] = [
  {
    name: "products",
    roots: {
      products: ({ first }: First) => listOf(first, product),
      product: ({ id }: { readonly id: string }) => product(numberIn(id)),
    },
    entities: { Product: ({ id }) => product(numberIn(id)) },
  },
  { name: "inventory", roots: {}, entities: { Product: stock } },
  {
    name: "reviews",
    roots: { topReviews: ({ first }: First) => listOf(first, (at) => review(at * 29)) },
    entities: {
      Product: ({ id }) => ({
        id,
        averageRating: () => (numberIn(id) % 9 === 8 ? null : 2 + (numberIn(id) % 6) / 2),
        reviews: ({ first }: First) => listOf(first, (place) => review(numberIn(id) * 10 + place)),
      }),
      Review: ({ id }) => review(numberIn(id)),
      User: ({ id }) => ({
        id,
        reviews: ({ first }: First) => listOf(first, (place) => review(numberIn(id) * 31 + place)),
      }),
    },
  },
  {
    name: "accounts",
    roots: { user: ({ id }: { readonly id: string }) => user(numberIn(id)) },
    entities: { User: ({ id }) => user(numberIn(id)), Seller: ({ id }) => seller(numberIn(id)) },
  },
];
