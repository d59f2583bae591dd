/** Books, each with a title of its own; the form of the table is said in kind.ts. */
export const books = `
Novel | book | Books > Fiction > Novels | 12-28 | fiction, paperback
Meridian Press, Quill & Lantern | Format: Paperback, Hardcover+9
By Ines Halloran, 312 pages. / By Tomas Ekdahl, 268 pages. / By Ruth Adeyemi, 404 pages. / By Marguerite Vale, 352 pages.
Three sisters inherit a ferry, and with it a debt. / A letter arrives forty years late and is answered. / A village votes on whether to have a past. / Told backwards, and better for it.
= The Salt Road / A Winter in Lisse / The Ferrywomen / What the Tide Kept / Small Republics / The Orchard Ledger / Letters from Platform Nine / A House with Two Norths / The Weather Keeper / Slow Water

Crime Novel | book | Books > Fiction > Crime | 11-24 | fiction, crime
Quill & Lantern, Meridian Press | Format: Paperback, Hardcover+9
By Sander Voss, 336 pages. / By Agnes Rourke, 298 pages. / By Leo Marchetti, 372 pages.
An inspector who is afraid of water is sent to an island. / The body is found twice. / Everybody confesses, which helps nobody. / The clue is on the first page, and you will miss it.
= Death at Low Water / The Lighthouse Account / Nine Cold Lanterns / The Archivist's Alibi / A Quiet Poison / Murder on the Night Ferry / The Glass Witness / Last Train to Marrow / The Bell Ringer's Debt / Ash Wednesday, Late

Science Fiction Novel | book | Books > Fiction > Science fiction | 12-26 | fiction, science fiction
Meridian Press, Quill & Lantern | Format: Paperback, Hardcover+10
By Noor Castellan, 448 pages. / By Piet Oyelaran, 389 pages. / By Hana Brightwater, 420 pages.
A ship that has forgotten its crew picks them up again. / Time is rationed, and there is a black market. / First contact, seen from the other side. / Gardeners on a moon without a sky.
= The Long Orbit / Gardens of Ceres / A Theory of Tides / The Borrowed Century / Signal from Halcyon / The Cartographers of Io / Cold Start / The Unlit Sky / Children of the Array / Meridian Drift

Cookbook | book | Books > Non-fiction > Cookbooks | 22-45 | cooking, gift
Meridian Press, Hearth & Rye | Format: Hardcover, Signed+15
By Amara Solberg, 256 pages. / By Luca Ferrand, 304 pages. / By Mina Tanaka, 224 pages.
A hundred recipes, most of them short. / Says what can be left out, and what cannot. / Photographed on a kitchen table and not in a studio. / Lies flat, since cooks have no free hand.
= One Pot, Seven Days / Bread for Patient People / The Vegetable Year / Soups and Other Comforts / Cooking over Fire / Noodles at Midnight / The Small Pantry / Preserves / A Table by the Sea / Cakes for Rainy Days

Travel Guide | book | Books > Non-fiction > Travel | 16-29 | travel, walking
Meridian Press, Wayfarer | Format: Paperback, Waterproof+6
With 24 maps. / With a folding map and 40 walks. / With timetables of trains and boats.
Written by people who walked every step. / Says where to sit and not only where to go. / Fits a coat pocket. / Spares you what is not worth the detour.
= Walking the Lofoten / Slow Trains of Portugal / Seven Islands by Ferry / The Pennine Pocket Guide / Alps on Foot / Cycling the Baltic Coast / Huts and High Passes / A Weekend in Ghent / Coasts of Galicia / Rivers by Canoe

Nature Book | book | Books > Non-fiction > Nature | 18-38 | nature, gift
Quill & Lantern, Meridian Press | Format: Hardcover, Paperback
With drawings by the author. / With 180 photographs. / With a key to 300 species.
Turns a walk to the bus stop into an expedition. / Precise, and never dry. / For reading in winter and for using in spring. / Has an index worth the name.
= The Hedgerow Year / A Field Guide to Clouds / Moss and Stone / Birds at the Window / The Secret Life of Ponds / Trees of the City / Night Moths / Reading the Shore / Lichens for Beginners / The Beekeeper's Almanac

Picture Book | book | Books > Children > Picture books | 10-19 | children, ages 3+, gift
Pip & Otter, Quill & Lantern | Format: Hardcover, Board book
Words by Ottilie Finch, pictures by Jun Mori. / Words and pictures by Sol Andersen. / 32 pages, and one that folds out.
Short enough for the fourth time tonight. / With a mouse hidden on every page. / Rhymes, when it feels like it. / Round corners, for those who read with their teeth.
= The Bear Who Kept Bees / Goodnight, Small Boat / Otter Learns to Whistle / Where Do Puddles Go? / A Hat for a Hedgehog / The Moon's Laundry / Penguin Takes the Tram / Ten Sleepy Snails / The Very Slow Parade / Grandma's Submarine

Children's Novel | book | Books > Children > Stories | 11-18 | children, ages 8+
Pip & Otter, Quill & Lantern | Format: Paperback, Hardcover+6
By Wilma Ashdown, 212 pages. / By Teo Lindgren, 188 pages. / By Farah Quill, 240 pages, with maps.
Two friends, one attic, no grown-ups until chapter nine. / The dragon is small and has opinions. / Good to read aloud, with voices. / Ends well, though not as you think.
= The Attic Navigators / Dragon in the Post Office / Mina and the Map of Winds / The Invisible Orchestra / Summer of the Paper Boats / The Clockmaker's Cat / Club of the Left-Handed / The Island That Moved / A Spell for Tuesdays / The Last Umbrella Shop
`;
