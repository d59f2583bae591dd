/** Clothing and footwear; the form of the table is said in kind.ts. */
export const clothing = `
T-Shirt | tee | Clothing > Tops > T-shirts | 19-34 | cotton, summer, basics
Nordlys, Alder & Finch, Oda Wear | Colour: Navy, White, Moss, Rust, Black; Size: S, M, L, XL
Organic cotton jersey of 180 g/m². / Cotton and hemp, a little rough at first. / Slub cotton with a dry hand.
Cut straight, and heavy enough to hold its shape. / The collar is ribbed twice and lies flat after years. / The side seams do not turn, since there are none. / Washed once before it is sold, so it stays the size you choose.

Long-Sleeve Tee | tee | Clothing > Tops > T-shirts | 26-42 | cotton, basics, layering
Nordlys, Oda Wear, Kumo | Colour: Oat, Charcoal, Forest, Berry; Size: S, M, L, XL
Combed cotton of 210 g/m². / Cotton with a fifth of merino. / Waffle-knit cotton.
Cuffs that stay up when you push them up. / Fits below a shirt as well as alone. / Flat seams at the shoulders, where a bag would rub. / Long in the back, for people who bend down.

Oxford Shirt | shirt | Clothing > Tops > Shirts | 54-89 | cotton, office
Brae & Sons, Lindqvist, Alder & Finch | Colour: White, Sky, Navy, Blush; Size: S, M, L, XL
Oxford cloth that needs no iron if it is hung up wet. / Pinpoint cotton, brushed inside. / Double-twisted cotton yarn.
The collar rolls by itself, with its buttons or without. / Buttons of corozo, sewn on by hand. / A pocket deep enough for a passport. / A box pleat gives the back room to move.

Overshirt | shirt | Clothing > Tops > Shirts | 79-129 | layering, autumn
Lindqvist, Fellmark, Brae & Sons | Colour: Olive, Rust, Navy, Tan; Size: S, M, L, XL
Brushed cotton twill. / Wool and cotton, boiled to keep the wind out. / Heavy moleskin.
More than a shirt, less than a jacket. / Four pockets, two of them hidden. / Cut wide enough for a sweater below. / Snaps that open with one hand.

Fisherman Sweater | sweater | Clothing > Knitwear > Sweaters | 89-149 | wool, winter
Nordlys, Brae & Sons, Oda Wear | Colour: Oat, Navy, Forest, Charcoal; Size: S, M, L, XL
Undyed wool with its lanolin left in. / Lambswool from two neighbouring farms. / British wool, spun thick.
A tight rib, with room for a shirt below. / Knitted in one piece, so there is no seam to give. / Sheds drizzle, and dries on the back of a chair. / The elbows are doubled where they wear first.

Crew-Neck Sweater | sweater | Clothing > Knitwear > Sweaters | 69-119 | wool, layering
Kumo, Nordlys, Lindqvist | Colour: Grey, Plum, Mustard, Teal; Size: S, M, L, XL
Extra-fine merino. / Brushed alpaca, light as a cloud. / Cotton and cashmere.
Thin enough to be worn below a jacket. / It does not itch, also on the neck. / Holds its shape after a night in a suitcase. / May go into the machine, on wool and cold.

Cardigan | cardigan | Clothing > Knitwear > Cardigans | 84-139 | wool, office
Alder & Finch, Oda Wear, Nordlys | Colour: Oat, Slate, Berry, Moss; Size: S, M, L
Lambswool with buttons of birch. / Felted merino, without a lining. / Yak and cotton.
Pockets that keep their form with hands in them. / Worn open it hangs straight. / Warm on a porch, not too warm at a desk. / The button band is lined so that it never waves.

Rain Jacket | jacket | Clothing > Outerwear > Jackets | 119-219 | waterproof, travel
Fellmark, Lindqvist, Skarn | Colour: Mustard, Navy, Forest, Black; Size: S, M, L, XL
Three layers, 20,000 mm of water column. / Waxed organic cotton. / Recycled polyester with taped seams.
The hood turns with the head and rolls away. / Zips below the arms let the climb out. / Folds into its own pocket. / Reflective piping that is only seen by headlights.

Wool Coat | coat | Clothing > Outerwear > Coats | 189-329 | wool, winter
Brae & Sons, Maison Brume, Alder & Finch | Colour: Charcoal, Tan, Navy, Plum; Size: S, M, L, XL
Melton wool of 640 g/m². / Recycled wool, woven near Prato. / Wool with a tenth of cashmere.
Half lined, so it hangs softly. / Room for a jacket in the shoulders. / A storm tab keeps the collar up. / Inner pockets on both sides, one with a zip.

Chinos | trousers | Clothing > Bottoms > Trousers | 59-99 | cotton, office
Lindqvist, Alder & Finch, Oda Wear | Colour: Sand, Navy, Olive; Waist: 30, 32, 34, 36
Cotton twill with a trace of stretch. / Garment-dyed gabardine. / Brushed drill for cold months.
Sits on the waist and narrows towards the hem. / The hem has two more centimetres to let down. / Pockets that hold a phone while sitting. / Creases fall out overnight.

Work Trousers | trousers | Clothing > Bottoms > Trousers | 69-119 | workwear, canvas
Fellmark, Brae & Sons, Stride Works | Colour: Indigo, Tan, Charcoal; Waist: 30, 32, 34, 36
Canvas of twelve ounces. / Selvedge denim, unwashed. / Cotton with ripstop threads.
Double knees with a slot for pads. / A loop for a hammer that also takes keys. / Bar tacks wherever something pulls. / Softens within a week and then lasts for years.

Shorts | shorts | Clothing > Bottoms > Shorts | 39-69 | summer, travel
Larkspur, Lindqvist, Oda Wear | Colour: Sand, Navy, Moss, Coral; Size: S, M, L, XL
Linen and cotton. / Quick-drying nylon from old nets. / Seersucker.
Good in the water and at the table after. / The waistband has a cord inside. / One pocket with a zip, for a key. / Dries within the hour.

Summer Dress | dress | Clothing > Dresses > Day dresses | 74-139 | summer, linen
Oda Wear, Maison Brume, Alder & Finch | Colour: Terracotta, Sky, White, Sage, Berry; Size: XS, S, M, L
Washed linen. / Viscose from beechwood. / Cotton voile, lined.
Pockets, and deep ones. / The waist is gathered by a ribbon that can be left out. / Swings when walking and stays down when cycling. / Packs small and hangs out smooth.

Beanie | beanie | Clothing > Accessories > Hats | 22-39 | wool, winter, gift
Nordlys, Kumo, Fellmark | Colour: Rust, Navy, Sand, Mustard, Charcoal
Merino, knitted in one piece. / Lambswool, double thick. / Recycled cashmere.
Covers the ears without covering the eyes. / Does not leave a mark on the forehead. / May be worn with the rim turned up or down. / Fits below a helmet.

Cap | cap | Clothing > Accessories > Hats | 24-38 | summer, travel
Kumo, Larkspur, Oda Wear | Colour: Navy, Sand, Forest, Coral
Cotton canvas, washed. / Nylon that dries on the way. / Corduroy, for autumn.
Folds flat into a coat pocket. / The strap at the back is leather and brass. / A dark peak below keeps glare away. / One size that fits from 54 to 61 cm.

Scarf | scarf | Clothing > Accessories > Scarves | 34-79 | wool, winter, gift
Maison Brume, Nordlys, Brae & Sons | Colour: Berry, Slate, Mustard, Forest, Oat
Lambswool, woven and brushed with teasels. / Modal and silk, for all seasons. / Merino gauze.
Long enough to go round twice. / Fringes twisted by hand. / Light enough to be forgotten, warm enough to be missed. / Also a blanket on a train.

Socks | socks | Clothing > Accessories > Socks | 9-19 | wool, basics, gift
Fellmark, Nordlys, Stride Works | Colour: Navy, Rust, Moss, Charcoal, Butter; Size: S, M, L
Merino with a little nylon. / Combed cotton. / Terry inside, smooth outside.
Linked by hand at the toes, so nothing presses. / The cuff holds without a band. / Cushioned at heel and ball. / Sold as a pair that matches, and as a third that matches too.

Leather Wallet | wallet | Clothing > Accessories > Wallets | 39-89 | leather, gift
Brae & Sons, Alder & Finch, Wayfarer | Colour: Tan, Black, Forest
Vegetable-tanned leather, two millimetres thick. / Cork leather, without animals. / Bridle leather, waxed.
Six cards, some notes, and no more. / Stitched by hand with linen thread. / Darkens where hands hold it. / Thin enough for a front pocket.

Trainers | sneaker | Footwear > Everyday > Trainers | 79-139 | walking, everyday
Stride Works, Kumo, Larkspur | Colour: White, Navy, Sage, Rust; Size: 38, 40, 42, 44
Suede and recycled mesh. / Canvas over natural rubber. / Knitted uppers without seams.
The sole can be changed when it is worn. / Wide at the toes, firm at the heel. / Lighter than a full water glass. / Laces of cotton, and a second pair in another colour.

Trail Shoes | sneaker | Footwear > Outdoor > Trail shoes | 109-169 | hiking, waterproof
Fellmark, Skarn, Stride Works | Colour: Teal, Charcoal, Orange; Size: 38, 40, 42, 44
Mesh with a guard of rubber. / A membrane that lets sweat out. / Lugs of five millimetres.
Grips on wet roots and on wet granite. / A plate below the foot takes the edge off stones. / Drains as fast as it fills. / Laced by one pull.

Ankle Boots | boot | Footwear > Boots > Ankle boots | 139-229 | leather, winter
Brae & Sons, Stride Works, Alder & Finch | Colour: Tan, Black, Walnut; Size: 38, 40, 42, 44
Full-grain leather, welted. / Oiled nubuck. / Waxed suede with a lining of shearling.
May be resoled as often as there is leather. / The tongue is sewn in on both sides and keeps water out. / Cork inside takes the shape of the foot. / Pull tabs that hold a whole boot.
`;
