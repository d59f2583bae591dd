/** Toys and stationery; the form of the table is said in kind.ts. */
export const play = `
Building Blocks | blocks | Toys > Building > Blocks | 24-69 | wood, ages 3+, gift
Little Foundry, Pip & Otter | Pieces: 40, 80+20
Beech, in six shapes. / Beech and cork. / Lime wood with pictures on it.
Cut to a tenth of a millimetre, so towers stand. / Painted with what could be eaten. / In a bag that is also a sack race. / Fits blocks of other makers.

Puzzle | puzzle | Toys > Games > Puzzles | 14-32 | paper, family, gift
Pip & Otter, Papeterie, Quill & Lantern | Pieces: 100, 500+6, 1000+10
Thick board with a linen finish. / Wood, cut by laser. / Board of recycled paper.
Drawn for this puzzle and for nothing else. / Pieces of which no two have one shape. / A poster of it is in the box. / No dust in the bag.

Plush Toy | bear | Toys > Plush > Animals | 19-49 | soft, ages 0+, gift
Pip & Otter, Little Foundry, Oda Wear | Colour: Tan, Grey, Cream, Rose
Organic cotton, filled with wool. / Recycled plush. / Wool felt.
Goes into the machine, and comes out itself. / Eyes are sewn and cannot come off. / Sits by itself. / Just big enough for the crook of an arm.

Board Game | dice | Toys > Games > Board games | 24-59 | family, ages 8+
Quill & Lantern, Pip & Otter, Meridian Press | Edition: English, German, French
For two to four, half an hour. / For three to six, an hour. / For two, twenty minutes.
Explained in five minutes, not mastered in a year. / Nobody is out before the end. / Counters of wood. / Everybody plays at once, so nobody waits.

Wooden Train | train | Toys > Vehicles > Trains | 19-54 | wood, ages 3+, gift
Little Foundry, Pip & Otter | Colour: Red, Teal, Mustard
Beech with magnets. / Maple with axles of steel. / An engine and three waggons.
Runs on every wooden track. / The paint is lacquer, and lasts. / No batteries, no sound but yours. / Waggons couple both ways round.

Kite | kite | Toys > Outdoor play > Kites | 24-64 | summer, ages 6+
Larkspur, Pip & Otter | Colour: Red, Sky, Mustard, Plum
Ripstop nylon. / Two lines, for tricks. / Tyvek to be painted on.
Flies from a walking wind on. / Folds to a baton of 60 cm. / Comes with forty metres of line. / Survives its first hundred landings.

Play Ball | ball | Toys > Outdoor play > Balls | 12-34 | summer, ages 3+
Pip & Otter, Stride Works | Colour: White, Orange, Cobalt, Mint
Sewn of 32 panels. / Natural rubber. / Foam, for living rooms.
Fair rubber, fair wages. / Keeps its air over a winter. / Kind to windows. / Flies straight.

Notebook | notebook | Stationery > Paper > Notebooks | 9-24 | paper, gift
Papeterie, Alder & Finch, Meridian Press | Colour: Navy, Sage, Rust, Sand; Ruling: Plain, Lined, Dotted
144 pages of 100 g/m². / 96 pages, stapled. / 240 numbered pages.
Sewn, so that it lies flat. / Ink does not come through. / A pocket at the back, a ribbon in the middle. / The cover is cloth over board.

Fountain Pen | pen | Stationery > Writing > Pens | 24-119 | writing, gift
Papeterie, Tsubame, Brae & Sons | Colour: Black, Teal, Brass, Plum; Nib: Fine, Medium, Broad
A steel nib. / A gold nib. / Brass, turned from one bar.
Writes at once after a week's rest. / Takes cartridges and a converter. / Lies in the hand as if grown there. / Nibs can be changed by anybody.

Pencil Set | pen | Stationery > Writing > Pencils | 9-39 | writing, drawing, gift
Papeterie, Little Foundry, Quill & Lantern | Set: 12 pencils, 24 pencils+9
Cedar, from 4H to 6B. / Coloured, with much pigment. / Watercolour pencils, with a brush.
Cores that do not break when they fall. / In a tin that closes well. / Sharpens without splinters. / Colours that stay in the sun.

Wall Calendar | frame | Stationery > Paper > Calendars | 14-29 | paper, gift
Papeterie, Quill & Lantern, Meridian Press | Format: A4, A3+8
A year on one sheet. / Twelve prints that can be framed. / With tides and moons.
Printed with two colours on thick paper. / Room for appointments, and for weather. / Hangs from one nail. / Starts in any month.

Gift Card | card | Stationery > Gifts > Gift cards | 25-25 | gift, unlimited
Papeterie, Alder & Finch | Amount: 25, 50+25, 100+75
Printed on cotton paper. / Letterpress, with an envelope. / Sent by e-mail, within minutes.
Never out of stock. / Good for anything in the store. / Does not expire. / A line of your own is printed inside.
= Gift Card / Birthday Gift Card / Thank-You Gift Card / Housewarming Gift Card
`;
