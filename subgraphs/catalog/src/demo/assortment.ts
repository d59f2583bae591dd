import type { DemoCategory, DemoProduct } from "./demoProduct.ts";

export const demoSellers = ["Harbour Supply", "Studio North"] as const;

export const demoCategories: readonly DemoCategory[] = [
  { name: "Clothing", below: null },
  { name: "T-shirts", below: "Clothing" },
  { name: "Knitwear", below: "Clothing" },
  { name: "Headwear", below: "Clothing" },
  { name: "Home", below: null },
  { name: "Kitchen", below: "Home" },
  { name: "Mugs", below: "Kitchen" },
  { name: "Lighting", below: "Home" },
  { name: "Outdoors", below: null },
  { name: "Bags", below: "Outdoors" },
  { name: "Camping", below: "Outdoors" },
  { name: "Stationery", below: null },
];

const sizes = { Size: ["S", "M", "L", "XL"] };
const nordlys = { brand: "Nordlys", seller: "Harbour Supply" };
const alder = { brand: "Alder & Finch", seller: "Studio North" };
const kumo = { brand: "Kumo", seller: "Harbour Supply" };

const clothing: readonly DemoProduct[] = [
  {
    ...{ slug: "harbour-tee", title: "Harbour Tee", category: "T-shirts", ...nordlys, price: 2400 },
    description: "<p>Organic cotton, cut straight, and heavy enough to hold its shape.</p>",
    options: { Colour: ["Navy", "White"], ...sizes },
    ...{ tags: ["cotton", "summer"], onHand: 40, picture: { shape: "tee", hue: 215 } },
  },
  {
    ...{ slug: "lighthouse-tee", title: "Lighthouse Tee", category: "T-shirts", ...nordlys, price: 2900 },
    description: "<p>Printed by hand with the lighthouse at the end of the pier.</p>",
    ...{ options: sizes, tags: ["cotton", "print"], onHand: 25, picture: { shape: "tee", hue: 5 } },
  },
  {
    ...{ slug: "moss-tee", title: "Moss Tee", category: "T-shirts", ...alder, price: 2600, compareAtPrice: 3200 },
    description: "<p>Dyed with plants. No two are quite alike.</p>",
    ...{ options: sizes, tags: ["cotton", "plant dye"], onHand: 12, picture: { shape: "tee", hue: 110 } },
  },
  {
    ...{ slug: "fisherman-sweater", title: "Fisherman Sweater", category: "Knitwear", ...nordlys, price: 9800 },
    description: "<p>Undyed wool in a tight rib, with room for a shirt below.</p>",
    ...{ options: sizes, tags: ["wool", "winter"], onHand: 15, picture: { shape: "sweater", hue: 40 } },
  },
  {
    ...{ slug: "birch-cardigan", title: "Birch Cardigan", category: "Knitwear", ...alder, price: 11_500 },
    description: "<p>Lambswool with buttons of birch.</p>",
    options: { Colour: ["Oat", "Slate"], Size: ["S", "M", "L"] },
    ...{ tags: ["wool"], onHand: 8, picture: { shape: "sweater", hue: 30 } },
  },
  {
    ...{
      slug: "fog-sweater",
      title: "Fog Sweater",
      category: "Knitwear",
      ...kumo,
      price: 8900,
      compareAtPrice: 10_900,
    },
    description: "<p>Brushed alpaca, light as its name.</p>",
    ...{ options: sizes, tags: ["alpaca", "winter"], onHand: 10, picture: { shape: "sweater", hue: 250 } },
  },
  {
    ...{ slug: "dock-beanie", title: "Dock Beanie", category: "Headwear", ...nordlys, price: 2800 },
    description: "<p>Merino, knitted in one piece.</p>",
    options: { Colour: ["Rust", "Ink", "Sand"] },
    ...{ tags: ["wool", "winter"], onHand: 30, picture: { shape: "beanie", hue: 15 } },
  },
  {
    ...{ slug: "trail-cap", title: "Trail Cap", category: "Headwear", ...kumo, price: 3200 },
    description: "<p>Folds flat, dries on the way.</p>",
    ...{ tags: ["summer"], onHand: 50, picture: { shape: "cap", hue: 150 } },
  },
];

const home: readonly DemoProduct[] = [
  {
    ...{ slug: "kiln-mug", title: "Kiln Mug", category: "Mugs", ...alder, price: 1900 },
    description: "<p>Stoneware for a quarter of a litre, glazed inside.</p>",
    options: { Glaze: ["Ash", "Cobalt", "Celadon"] },
    ...{ tags: ["ceramic", "gift"], onHand: 60, picture: { shape: "mug", hue: 200 } },
  },
  {
    ...{ slug: "two-handed-mug", title: "Two-Handed Mug", category: "Mugs", ...alder, price: 2400 },
    description: "<p>For soup, for cold hands, for both.</p>",
    ...{ tags: ["ceramic"], onHand: 20, picture: { shape: "mug", hue: 25 } },
  },
  {
    ...{ slug: "espresso-cups", title: "Espresso Cups, Set of Four", category: "Mugs", ...kumo, price: 3600 },
    description: "<p>Thin porcelain that stacks.</p>",
    ...{ tags: ["ceramic", "gift"], onHand: 18, picture: { shape: "mug", hue: 340 } },
  },
  {
    ...{ slug: "pour-over-kettle", title: "Pour-Over Kettle", category: "Kitchen", ...kumo, price: 6900 },
    description: "<p>A spout that pours where you look. Fits gas and induction.</p>",
    ...{ tags: ["coffee", "steel"], onHand: 14, picture: { shape: "kettle", hue: 190 } },
  },
  {
    ...{ slug: "oak-board", title: "Oak Board", category: "Kitchen", ...alder, price: 4200 },
    description: "<p>Cut from one plank and oiled twice.</p>",
    options: { Size: ["Small", "Large"] },
    ...{ tags: ["wood", "gift"], onHand: 22, picture: { shape: "board", hue: 35 } },
  },
  {
    ...{ slug: "linen-towels", title: "Linen Towels, Pair", category: "Kitchen", ...nordlys, price: 2200 },
    description: "<p>They dry glasses without a trace, from the first wash on.</p>",
    ...{ tags: ["linen"], onHand: 45, picture: { shape: "towel", hue: 205 } },
  },
  {
    ...{ slug: "paper-lantern", title: "Paper Lantern", category: "Lighting", ...kumo, price: 5400 },
    description: "<p>Mulberry paper over wire; comes flat, opens round.</p>",
    ...{ tags: ["paper"], onHand: 16, picture: { shape: "lantern", hue: 45 } },
  },
  {
    ...{ slug: "clamp-lamp", title: "Clamp Lamp", category: "Lighting", ...nordlys, price: 7900, compareAtPrice: 8900 },
    description: "<p>Holds on to shelves, tables and easels, and turns any way.</p>",
    options: { Colour: ["Black", "Signal Red"] },
    ...{ tags: ["steel", "desk"], onHand: 9, picture: { shape: "lamp", hue: 0 } },
  },
  {
    ...{ slug: "reading-lamp", title: "Reading Lamp", category: "Lighting", ...alder, price: 12_900 },
    description: "<p>Ash and brass, with a warm light that dims.</p>",
    ...{ tags: ["wood", "brass"], onHand: 0, picture: { shape: "lamp", hue: 38 } },
  },
];

const outdoors: readonly DemoProduct[] = [
  {
    ...{ slug: "day-pack", title: "Day Pack 18 l", category: "Bags", ...kumo, price: 8400 },
    description: "<p>Waxed canvas, a sleeve for a laptop, and a pocket that nobody else finds.</p>",
    options: { Colour: ["Olive", "Charcoal"] },
    ...{ tags: ["canvas", "travel"], onHand: 20, picture: { shape: "pack", hue: 85 } },
  },
  {
    ...{ slug: "market-tote", title: "Market Tote", category: "Bags", ...alder, price: 3400 },
    description: "<p>Carries a week's vegetables, folds into its own pocket.</p>",
    ...{ tags: ["canvas"], onHand: 70, picture: { shape: "tote", hue: 60 } },
  },
  {
    ...{ slug: "roll-top-pack", title: "Roll-Top Pack 26 l", category: "Bags", ...nordlys, price: 11_900 },
    description: "<p>Welded seams: what rains outside stays outside.</p>",
    ...{ tags: ["waterproof", "travel"], onHand: 11, picture: { shape: "pack", hue: 210 } },
  },
  {
    ...{ slug: "ridge-tent", title: "Ridge Tent for Two", category: "Camping", ...nordlys, price: 32_900 },
    description: "<p>Stands in four minutes and weighs 1.9 kg.</p>",
    ...{ tags: ["waterproof"], onHand: 5, picture: { shape: "tent", hue: 25 } },
  },
  {
    ...{ slug: "camp-kettle", title: "Camp Kettle", category: "Camping", ...kumo, price: 4600 },
    description: "<p>A litre, boiled over anything that burns.</p>",
    ...{ tags: ["steel", "coffee"], onHand: 24, picture: { shape: "kettle", hue: 15 } },
  },
  {
    ...{ slug: "steel-bottle", title: "Steel Bottle", category: "Camping", ...kumo, price: 2900 },
    description: "<p>Keeps hot for twelve hours and cold for a day.</p>",
    options: { Size: ["0.5 l", "0.75 l", "1 l"] },
    ...{ tags: ["steel", "travel"], onHand: 35, picture: { shape: "bottle", hue: 175 } },
  },
  {
    ...{ slug: "storm-lantern", title: "Storm Lantern", category: "Camping", ...alder, price: 3900 },
    description: "<p>Burns on through wind, and hangs from anything.</p>",
    ...{ tags: ["brass"], onHand: 13, picture: { shape: "lantern", hue: 10 } },
  },
];

const stationery: readonly DemoProduct[] = [
  {
    ...{ slug: "field-notebook", title: "Field Notebook", category: "Stationery", ...alder, price: 1200 },
    description: "<p>Sewn, so that it lies flat. 144 pages.</p>",
    options: { Ruling: ["Plain", "Lined", "Dotted"] },
    ...{ tags: ["paper", "gift"], onHand: 90, picture: { shape: "book", hue: 140 } },
  },
  {
    ...{ slug: "tide-calendar", title: "Tide Calendar", category: "Stationery", ...nordlys, price: 1800 },
    description: "<p>A year of tides and moons on one sheet.</p>",
    ...{ tags: ["paper", "print"], onHand: 40, picture: { shape: "book", hue: 230 } },
  },
  {
    ...{ slug: "brass-ruler", title: "Brass Ruler", category: "Stationery", ...kumo, price: 1600 },
    description: "<p>Centimetres on one edge, inches on the other; ages well.</p>",
    ...{ tags: ["brass", "desk"], onHand: 33, picture: { shape: "ruler", hue: 48 } },
  },
  {
    ...{ slug: "gift-card", title: "Gift Card", category: "Stationery", ...alder, price: 2500 },
    description: "<p>Printed on cotton paper, sent in an envelope, never out of stock.</p>",
    ...{ tags: ["gift"], onHand: null, picture: { shape: "book", hue: 330 } },
  },
];

/** What the demo store sells. */
export const demoProducts: readonly DemoProduct[] = [...clothing, ...home, ...outdoors, ...stationery];
