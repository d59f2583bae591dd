/** Outdoors; the form of the table is said in kind.ts. */
export const outdoors = `
Tent | tent | Outdoors > Camping > Tents | 189-549 | waterproof, camping
Fellmark, Skarn, Larkspur | Persons: 1, 2+60, 4+180; Colour: Olive, Orange, Slate
1.6 kg with all its pegs. / Four seasons, two entrances. / Stands without guy lines.
Up in four minutes, also in wind. / 3,000 mm of water column outside, 5,000 below. / Room to sit for tall people. / A porch for boots and a stove.

Sleeping Bag | sleepingBag | Outdoors > Camping > Sleeping bags | 119-389 | camping, travel
Skarn, Fellmark, Wayfarer | Comfort: 5 °C, -5 °C+60; Colour: Navy, Rust
Down that is traced to its farm. / Synthetic, warm also when wet. / A quilt, for those who turn.
The zip does not bite. / Packs to the size of a loaf. / A pocket inside for a phone in the cold. / A hood that leaves the nose free.

Storm Lantern | stormLantern | Outdoors > Camping > Lanterns | 29-69 | camping, brass, gift
Alder & Finch, Wayfarer, Ember | Colour: Brass, Red, Black
Brass, for lamp oil. / An LED that looks like a flame, 60 hours. / Steel, painted as ships are.
Burns on through wind, and hangs from anything. / Lights a table of six. / The glass comes out for washing. / Charges a phone in need.

Camping Stove | stove | Outdoors > Camping > Stoves | 39-149 | camping, cooking
Skarn, Larkspur, Ember | Colour: Steel, Black
Gas, 2,600 W. / Wood that lies around, and no more. / Alcohol, with a wind guard.
A litre boils in three and a half minutes. / Folds to the size of a fist. / Stands on uneven ground. / Simmers, which most of its kind do not.

Backpack | pack | Outdoors > Bags > Backpacks | 79-229 | travel, hiking
Wayfarer, Fellmark, Kumo | Colour: Olive, Charcoal, Rust, Navy; Volume: 18 l, 26 l+30, 40 l+70
Waxed canvas. / Recycled nylon with a frame. / Welded tarpaulin.
What rains outside stays outside. / A sleeve for a laptop that does not touch the ground. / A pocket that nobody else finds. / Straps that can be replaced, each by itself.

Tote Bag | tote | Outdoors > Bags > Totes | 24-64 | canvas, everyday, gift
Alder & Finch, Papeterie, Oda Wear | Colour: Cream, Navy, Moss, Terracotta
Canvas of 16 ounces. / Jute with handles of leather. / Sailcloth from sails.
Carries a week's vegetables. / Folds into its own pocket. / Long handles for shoulders in coats. / Stands upright when it is put down.

Steel Bottle | bottle | Outdoors > Hydration > Bottles | 22-44 | steel, travel, gift
Pico, Skarn, Larkspur | Colour: Sage, Navy, Coral, Steel, Butter; Capacity: 0.5 l, 0.75 l+5, 1 l+9
Steel with a vacuum between two walls. / One wall, 120 g. / Steel with a cup for a lid.
Keeps hot for twelve hours and cold for a day. / Wide enough for ice and for a brush. / Does not drip in a bag. / The paint is a powder and stays on.

Bicycle Helmet | helmet | Outdoors > Cycling > Helmets | 59-149 | cycling, safety
Larkspur, Stride Works, Kestrel | Colour: White, Black, Mint, Orange; Size: S, M, L
With a layer that slides on impact. / 230 g. / With a light behind.
A dial at the back fits it to the head. / Vents that work from the first breeze on. / Free replacement after a crash in the first two years. / Takes a beanie below it.

City Bicycle | bicycle | Outdoors > Cycling > Bicycles | 549-1290 | cycling
Larkspur, Stride Works | Frame: S, M, L; Colour: Forest, Cream, Black
Seven gears in the hub. / A belt instead of a chain. / One gear, 11 kg.
Lights that come on by themselves. / Carries 25 kg on its rack. / Tyres that glass does not reach. / Put together, but for pedals and handlebar.

Enamel Mug | mug | Outdoors > Camping > Tableware | 9-19 | camping, enamel
Ember, Wayfarer, Larkspur | Colour: White, Navy, Forest, Red
Enamel on steel, 0.35 l. / Enamel, two coats, 0.5 l. / With a rim of steel.
May stand in the embers. / Chips tell stories. / Hangs from a pack by its handle. / Hot as what is in it, so mind your lips.

Picnic Blanket | blanket | Outdoors > Camping > Blankets | 39-89 | camping, summer
Larkspur, Maison Brume, Wayfarer | Colour: Teal, Rust, Mustard
Wool above, waxed cotton below. / Recycled fleece on a tight ground. / Cotton with a handle of leather.
Wet grass does not come through. / Rolls up into a handle. / Room for four and a basket. / Shakes out clean.
`;
