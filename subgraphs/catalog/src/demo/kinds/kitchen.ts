/** Kitchen and table; the form of the table is said in kind.ts. */
export const kitchen = `
Mug | mug | Kitchen > Tableware > Mugs | 14-28 | ceramic, coffee, gift
Clayfield, Alder & Finch, Kumo | Glaze: Ash, Cobalt, Celadon, Terracotta, Black
Stoneware for a quarter of a litre. / Porcelain, thin at the lip. / Red clay, glazed inside and out.
A handle for three fingers. / Stacks, which few of its kind do. / Keeps coffee hot for as long as one reads a paper. / Safe in the dishwasher and in the microwave.

Dinner Plate | plate | Kitchen > Tableware > Plates | 16-32 | ceramic, table
Clayfield, Hearth & Rye, Maison Brume | Glaze: Cream, Slate, Sage, Rose
Stoneware of 27 cm. / Porcelain of 26 cm with an unglazed rim. / Hand-thrown, between 26 and 28 cm.
Deep enough for sauce, flat enough for a knife. / No two rims are quite alike. / Chips are rare, and are replaced in the first year. / Goes from the oven to the table.

Serving Bowl | bowl | Kitchen > Tableware > Bowls | 24-58 | ceramic, table, gift
Clayfield, Maison Brume, Kumo | Glaze: Celadon, Cobalt, Cream, Terracotta; Size: Small, Large+14
Stoneware, glazed inside. / Olive wood, oiled. / Enamel on steel.
For salad, for dough, for keys by the door. / The foot is ground so that it does not scratch. / Wide enough to toss in. / Comes with a lid of cork.

Tumblers | tumbler | Kitchen > Tableware > Glasses | 22-44 | glass, table
Kumo, Hearth & Rye, Maison Brume | Colour: Clear, Sage, Blush, Sky
A set of four, blown by mouth. / A set of six of recycled glass. / A set of two with double walls.
They ring when they meet. / Heavy at the bottom, thin at the rim. / Stack without sticking. / Hold a third of a litre up to the line.

Frying Pan | pan | Kitchen > Cookware > Pans | 49-119 | steel, cooking
Ember, Tsubame, Hearth & Rye | Diameter: 20 cm, 24 cm+12, 28 cm+24
Carbon steel of 2.5 mm. / Cast iron, seasoned with flax oil. / Three layers of steel and aluminium.
Works on gas, on induction and over a fire. / Nothing sticks once it has fried a few eggs. / The handle stays cool for the length of a pancake. / Lasts longer than the kitchen around it.

Casserole | pot | Kitchen > Cookware > Pots | 89-249 | cast iron, cooking, gift
Ember, Hearth & Rye, Clayfield | Colour: Red, Teal, Cream, Graphite; Capacity: 3 l, 5 l+40
Enamelled cast iron. / Flameproof clay. / Cast iron, matt black inside.
Drops under the lid water the roast by themselves. / From the hob into the oven to the table. / Keeps a stew warm through a second helping. / The knob takes 260 °C.

Saucepan | pot | Kitchen > Cookware > Pots | 44-99 | steel, cooking
Tsubame, Ember, Hearth & Rye | Capacity: 1 l, 2 l+10, 3 l+18
Polished steel with a copper core. / Brushed steel, five layers. / Enamel on steel.
Pours from both sides without a drop lost. / Marks inside show every quarter litre. / The lid has a strainer on one side. / Two pans fit into each other.

Chef's Knife | knife | Kitchen > Tools > Knives | 59-189 | steel, cooking, gift
Tsubame, Hearth & Rye, Brae & Sons | Blade: 18 cm, 21 cm+15
Carbon steel between soft iron. / Stainless steel, hardened to 60 HRC. / Damascus steel of 33 layers.
Ground by hand to fifteen degrees. / The handle is ash, turned and oiled. / Balanced where the finger lies. / Comes in a box of paulownia.

Chopping Board | board | Kitchen > Tools > Boards | 29-79 | wood, cooking, gift
Alder & Finch, Little Foundry, Hearth & Rye | Wood: Oak, Walnut; Size: Small, Large+18
Cut from one plank. / End grain, glued of forty pieces. / With a groove for juice.
Oiled twice before it leaves. / Kind to the edges of knives. / Stands by itself to dry. / Also serves cheese.

Apron | apron | Kitchen > Textiles > Aprons | 28-54 | linen, cooking, gift
Maison Brume, Brae & Sons, Oda Wear | Colour: Oat, Indigo, Moss, Rust
Washed linen. / Waxed cotton canvas. / Hemp and cotton.
Straps that cross, so that the neck is free. / A towel loop on each side. / Wide enough to wrap round. / Better with every wash.

Kettle | kettle | Kitchen > Coffee and tea > Kettles | 49-109 | steel, coffee, tea
Kumo, Tsubame, Ember | Colour: Steel, Black, Cream, Copper
Brushed steel, one litre. / With a thermometer in the lid, 0.9 l. / Enamelled, 1.5 l, with a whistle in two notes.
A spout that pours where you look. / Fits gas and induction. / The handle folds down. / Boils a litre in four minutes.

Teapot | teapot | Kitchen > Coffee and tea > Teapots | 38-84 | tea, ceramic, gift
Clayfield, Tsubame, Kumo | Colour: Celadon, Black, Cream, Plum
Stoneware, 0.8 l. / Cast iron, enamelled inside, 0.6 l. / Borosilicate glass, 1 l.
The strainer lifts out before the tea turns bitter. / Does not drip, and that was tested. / The lid stays on while pouring. / For four cups, or two long ones.

Pour-Over Set | dripper | Kitchen > Coffee and tea > Coffee makers | 34-79 | coffee, glass, gift
Kumo, Hearth & Rye, Pico | Colour: Clear, White, Copper
Glass and cork. / Porcelain cone over a glass jug. / Copper cone, steel filter that needs no paper.
Ribs inside let the air out and the coffee through. / Makes two cups at a time. / Comes with a hundred filters. / Every part may be bought alone.

Storage Jar | jar | Kitchen > Storage > Jars | 12-34 | glass, storage
Hearth & Rye, Kumo, Papeterie | Size: 0.5 l, 1 l+4, 2 l+9
Glass with a lid of beech. / Stoneware with a cork. / Amber glass with a clip.
Closes by a seal that can be replaced. / Wide enough for a whole hand. / The label is slate and can be written on. / Stacks three high.

Tea Towels | towel | Kitchen > Textiles > Towels | 16-34 | linen, kitchen
Maison Brume, Nordlys, Alder & Finch | Colour: Oat, Sky, Rust, Sage
A pair of linen. / A set of three of half-linen. / Cotton honeycomb, a pair.
They dry glasses without a trace, from the first wash on. / A loop in the middle of the long side. / Woven with a stripe that does not fade. / Big enough to carry a loaf in.
`;
