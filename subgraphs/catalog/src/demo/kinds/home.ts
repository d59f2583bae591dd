/** Home; the form of the table is said in kind.ts. */
export const home = `
Table Lamp | lamp | Home > Lighting > Lamps | 69-159 | lighting, desk
Kumo, Alder & Finch, Halden | Colour: Brass, Black, White, Sage
Ash and brass. / Powder-coated steel. / Ceramic foot, linen shade.
A warm light that dims down to a glow. / The cord is woven and two metres long. / Turns any way and stays there. / Takes any bulb with the common thread.

Pendant Lamp | pendant | Home > Lighting > Pendants | 89-229 | lighting, dining
Maison Brume, Kumo, Ember | Colour: White, Black, Terracotta, Brass
Spun aluminium. / Blown opal glass. / Plywood veneer, bent by steam.
Lights the table and not the eyes. / Hangs from two metres of cord, to be shortened. / Quiet on the outside, bright on the inside. / Two of them over a long table look right.

Paper Lantern | lantern | Home > Lighting > Pendants | 29-74 | lighting, paper
Kumo, Papeterie, Maison Brume | Size: 40 cm, 60 cm+15
Mulberry paper over wire. / Rice paper over bamboo. / Paper of old sails, as strong as it sounds.
Comes flat, opens round. / Weighs less than a letter. / Gives the light of an overcast noon. / A frame inside keeps the bulb away from the paper.

Cushion | cushion | Home > Textiles > Cushions | 34-79 | linen, living room
Maison Brume, Oda Wear, Nordlys | Colour: Terracotta, Sage, Mustard, Slate, Blush
Linen over a core of feathers. / Wool bouclé over wool. / Organic cotton over kapok.
The cover has a hidden zip. / Piped in its own cloth. / Fluffs up after any guest. / 50 by 50 cm.

Throw | blanket | Home > Textiles > Throws | 69-169 | wool, living room, gift
Maison Brume, Nordlys, Brae & Sons | Colour: Oat, Teal, Rust, Plum
Lambswool in a herringbone. / Recycled wool with a fringe. / Cotton gauze of four layers.
130 by 180 cm, so it covers the feet as well. / Woven on looms older than the weavers. / Warm in winter and fine on a summer night. / Airs itself clean on a balcony.

Bath Towels | towel | Home > Textiles > Bath | 28-64 | cotton, bathroom
Kumo, Maison Brume, Oda Wear | Colour: White, Sage, Slate, Blush
A pair of long-staple cotton. / A pair in waffle weave. / Cotton and linen, a pair.
Takes up water at the first use. / Dries between two showers. / 70 by 140 cm. / Hangs by a loop that does not tear.

Dining Chair | chair | Home > Furniture > Chairs | 129-289 | wood, dining
Alder & Finch, Little Foundry, Kumo | Wood: Oak, Walnut, Black
Solid wood, joined without screws. / Bent plywood on steel. / Ash with a seat of paper cord.
Comes put together. / Light enough to be lifted with one hand. / Made to be sat on through dessert. / The seat can be woven anew.

Side Table | table | Home > Furniture > Tables | 89-219 | wood, living room
Alder & Finch, Maison Brume, Kumo | Wood: Oak, Walnut, White
Solid wood, oiled. / Steel with a top of linoleum. / Wood below a rim that keeps cups on.
Goes over the arm of a sofa. / Four legs that screw in by hand. / Round edges, for passing knees. / Holds a lamp, a book and a cup.

Bookshelf | shelf | Home > Furniture > Shelves | 119-349 | wood, storage
Alder & Finch, Halden, Little Foundry | Wood: Oak, Walnut, White; Height: Low, Tall+90
Oak veneer on birch plywood. / Solid pine, waxed. / Steel sides, wooden boards.
Stands straight on crooked floors. / Boards that do not bend under encyclopaedias. / Fixed to the wall by one hidden screw. / Needs one tool, which is in the box.

Vase | vase | Home > Decor > Vases | 24-89 | ceramic, gift
Clayfield, Maison Brume, Alder & Finch | Glaze: Ash, Celadon, Terracotta, Cobalt
Stoneware, thrown by hand. / Blown glass with bubbles in it. / Porcelain, bisque outside.
Narrow enough for a single branch. / Heavy enough for a bunch of sunflowers. / Tight, though it looks as if it were paper. / Looks good empty.

Scented Candle | candle | Home > Decor > Candles | 18-44 | gift, fragrance
Ember, Hearth & Rye, Maison Brume | Scent: Cedar, Fig, Sea salt, Orange peel
Rapeseed wax, 45 hours. / Beeswax, 60 hours. / Soy wax with a wick of wood, 40 hours.
Fills a room without filling the flat. / The glass is for drinking from, later. / Burns evenly to the bottom. / Poured in small lots.

Wall Clock | clock | Home > Decor > Clocks | 39-99 | steel, office
Kumo, Halden, Alder & Finch | Colour: White, Black, Mustard, Oak
A silent movement. / A movement set by radio. / A sweep hand, and a rim of ash.
Can be read from across a kitchen. / Runs for two years on one battery. / 30 cm wide. / Domed glass that does not mirror the window.

Plant Pot | planter | Home > Decor > Plant pots | 16-54 | ceramic, plants
Clayfield, Kumo, Hearth & Rye | Colour: Terracotta, White, Sage, Charcoal; Size: Small, Medium+8, Large+18
Clay that breathes. / Glazed stoneware with a saucer. / Recycled plastic that looks like stone.
A hole in the bottom and a cork for it. / Stands frost down to minus ten. / Keeps water for a week away. / The saucer is part of it.

Picture Frame | frame | Home > Decor > Frames | 19-59 | wood, gift
Papeterie, Alder & Finch, Kumo | Wood: Oak, Black, White; Format: A4, A3+10
Solid wood, real glass. / Aluminium, acrylic glass. / Oak with a linen mount.
Hangs either way. / Opens without a tool. / The glass takes the glare off. / Cut and joined at the corners so that no gap shows.
`;
