import type { CatalogProduct } from "../src/domain/document.ts";

/** Numbers that look random and are the same in every run (mulberry32). */
export function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export const kinds =
  "mug kettle lamp chair table sofa shelf rug blanket pillow towel candle vase clock mirror frame basket bowl plate glass knife pan pot tray jug teapot bottle flask backpack wallet belt scarf hat glove sock shoe boot sandal sneaker shirt jacket coat sweater dress skirt jeans shorts hoodie tent stove lantern headphone speaker keyboard monitor charger cable tripod camera notebook pencil brush easel guitar drum puzzle".split(
    " ",
  );
export const qualities =
  "ceramic wooden steel copper glass linen cotton woollen leather velvet bamboo marble concrete enamel organic recycled handmade vintage modern classic nordic rustic folding portable waterproof insulated wireless ergonomic adjustable compact large small slim heavy light soft warm cool quiet bright matte glossy striped plain floral".split(
    " ",
  );
export const colours = "red blue green black white grey yellow pink purple brown beige navy teal olive".split(" ");
const sizes = ["XS", "S", "M", "L", "XL"];
const syllables =
  "ba be bo da de do fa fe ga go ka ke ko la le lo ma me mo na ne no ra re ro sa se so ta te to va ve vo".split(" ");

/** Product number `index` of a made-up shop: 600 brands, a category tree of three levels, one to five variants. */
export function generatedProduct(index: number): CatalogProduct {
  const random = randomOf(index * 7_919 + 13);
  const pick = <Item>(list: readonly Item[]): Item => list[random(list.length)]!;
  const kind = pick(kinds);
  const top = kinds.indexOf(kind) % 12;
  const colour = pick(colours);
  const title = `${pick(qualities)} ${pick(qualities)} ${colour} ${kind} ${madeUpWord(random(4_000))}`;
  // A text of a language: a few words are everywhere, most are rare.
  const words = Array.from({ length: 40 }, () => madeUpWord(Math.floor(12_000 * (random(1_000) / 1_000) ** 3)));
  const telling = [pick(kinds), pick(qualities), pick(colours)];
  const price = 500 + random(40_000);
  const variants = 1 + random(5);
  return {
    id: `00000000-0000-7000-8000-${index.toString(16).padStart(12, "0")}`,
    slug: `${title.replaceAll(" ", "-")}-${index}`,
    title,
    description: `<p>${words.slice(0, 20).join(" ")} ${telling.join(" ")}. ${words.slice(20).join(" ")}</p>`,
    status: "PUBLISHED",
    category: {
      slug: `${kind}-${top % 3}`,
      name: `${kind}s`,
      ancestors: [
        { slug: `department-${top % 4}`, name: `Department ${top % 4}` },
        { slug: `range-${top}`, name: `Range ${top}` },
      ],
    },
    brand: { name: `${madeUpWord(random(600))} & co` },
    tags: [pick(qualities)],
    variants: Array.from({ length: variants }, (_, variant) => ({
      sku: `GEN-${index}-${variant}`,
      options: [
        { name: "Colour", value: colour },
        { name: "Size", value: sizes[variant]! },
      ],
      price: { amount: price + variant * 100, currency: "USD" },
    })),
    createdAt: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
  };
}

export function madeUpWord(index: number): string {
  let word = "";
  for (let rest = index + syllables.length; rest > 0; rest = Math.floor(rest / syllables.length)) {
    word += syllables[rest % syllables.length];
  }
  return word;
}
