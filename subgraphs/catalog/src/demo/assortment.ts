import { slugFrom } from "../domain/slug.ts";
import { type Brand, brands } from "./brands.ts";
import type { DemoPicture, DemoProduct } from "./demoProduct.ts";
import { fraction, pick, pickSome, shuffled } from "./fraction.ts";
import { type Kind, type KindValue, readKinds } from "./kind.ts";
import { books } from "./kinds/books.ts";
import { clothing } from "./kinds/clothing.ts";
import { electronics } from "./kinds/electronics.ts";
import { home } from "./kinds/home.ts";
import { kitchen } from "./kinds/kitchen.ts";
import { outdoors } from "./kinds/outdoors.ts";
import { play } from "./kinds/play.ts";
import { palette } from "./palette.ts";
import { productLines } from "./productLines.ts";

const productsOfKind = 6;
const mostColours = 3;

let made: readonly DemoProduct[] | null = null;

/** What the demo store sells: the same in every run. Made when first asked for, as most processes never ask. */
export function demoProducts(): readonly DemoProduct[] {
  made ??= makeProducts([clothing, kitchen, home, electronics, outdoors, play, books].flatMap(readKinds));
  return made;
}

/** Shuffled, so that a list of the newest products shows something of every department. */
function makeProducts(kinds: readonly Kind[]): DemoProduct[] {
  return shuffled(
    kinds.flatMap((kind) => titlesOf(kind).map((title) => makeProduct(kind, title))),
    "newest",
  );
}

function titlesOf({ titles, noun, path }: Kind): readonly string[] {
  if (titles.length > 0) return titles;
  const lines = productLines[path[0]!];
  if (!lines) throw new Error(`The department ${path[0]} has no product lines`);
  return pickSome(lines, productsOfKind, noun).map((line) => `${line} ${noun}`);
}

function makeProduct(kind: Kind, title: string): DemoProduct {
  const slug = slugFrom(title, "product");
  const brandName = pick(kind.brands, `${slug} brand`);
  const brand = brands[brandName];
  if (!brand) throw new Error(`The demo store has no brand ${brandName}`);
  const chosen = kind.options.map(({ name, values }) => ({ name, values: valuesOf(values, slug) }));
  const price = priceOf(kind, slug);
  const isUnlimited = kind.tags.includes("unlimited");
  const isReduced = !isUnlimited && fraction(`${slug} reduced`) < 0.18;
  return {
    ...{ slug, title, description: descriptionOf(kind, brand, slug), path: kind.path, shape: kind.shape },
    ...{ brand: brandName, seller: brand.seller, price, isUnlimited },
    tags: [...kind.tags.filter((tag) => tag !== "unlimited"), ...(isReduced ? ["sale"] : [])],
    compareAtPrice: isReduced ? Math.ceil((price * (1.15 + fraction(`${slug} before`) / 4)) / 100) * 100 : null,
    // One value is no choice: then it only says how the product looks.
    options: chosen.filter(({ values }) => values.length > 1),
    pictures: picturesOf(
      chosen.flatMap(({ values }) => values).map(({ value }) => value),
      { slug, title, brand },
    ),
  };
}

/** Of colours a few, of sizes all: nobody wants a shoe in two sizes. */
function valuesOf(values: readonly KindValue[], slug: string): readonly KindValue[] {
  if (!values.every(({ value }) => palette[value])) return values;
  const count = Math.min(values.length, 1 + Math.floor(fraction(`${slug} colours`) * mostColours));
  return pickSome(values, count, `${slug} ${values.length}`);
}

/** Minor units: what ends in .00, .50 or .90, as prices do. */
function priceOf({ price: [low, high] }: Kind, slug: string): number {
  // Squared, so that most are nearer to the cheap end.
  const whole = Math.round(low + (high - low) * fraction(`${slug} price`) ** 2) * 100;
  return whole < high * 100 ? whole + pick([0, 50, 90], `${slug} cents`) : whole;
}

function descriptionOf({ details, features }: Kind, { motto }: Brand, slug: string): string {
  const [first, second] = pickSome(features, 2, `${slug} features`);
  return `<p>${first} ${second}</p><p>${pick(details, `${slug} detail`)} ${motto}</p>`;
}

function picturesOf(
  values: readonly string[],
  { slug, title, brand }: { readonly slug: string; readonly title: string; readonly brand: Brand },
): DemoPicture[] {
  const ground = brand.colour;
  const colours = values.filter((value) => palette[value]);
  if (colours.length === 0) return [{ name: `${slug}.svg`, altText: title, colour: brand.colour, ground }];
  return colours.map((value, index) => ({
    name: index === 0 ? `${slug}.svg` : `${slug}.${slugFrom(value, "colour")}.svg`,
    altText: `${title} in ${value}`,
    colour: palette[value]!,
    ground,
  }));
}
