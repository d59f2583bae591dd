/** Electronics; the form of the table is said in kind.ts. */
export const electronics = `
Headphones | headphones | Electronics > Audio > Headphones | 89-349 | wireless, music, travel
Auralis, Kestrel, Halden | Colour: Black, Silver, Navy, Sand
Thirty hours on one charge. / Noise cancelling in three steps. / Closed, wired and wireless.
The pads come off without a tool. / Folds into a case no bigger than a lunch. / Two microphones that hear you and not the train. / Plays on two devices at once.

Earbuds | earbuds | Electronics > Audio > Earbuds | 49-199 | wireless, music, sport
Pico, Auralis, Kestrel | Colour: White, Black, Mint, Coral
Six hours, and twenty-four more in the case. / Noise cancelling and a clear way to let it in. / Safe in rain and sweat, IPX5.
Three sizes of tips, one of which will fit. / Starts when it is put in and stops when it is taken out. / The battery of the case can be changed. / Weighs five grams a side.

Speaker | speaker | Electronics > Audio > Speakers | 69-429 | wireless, music, living room
Auralis, Halden, Pico | Colour: Black, White, Walnut, Rust
Twelve hours away from the socket. / Two ways, forty watts. / Fills a garden and survives the rain in it.
A knob for the volume, and nothing else. / Two of them find each other and play in stereo. / Sounds as good when it is quiet. / Takes a cable too.

Keyboard | keyboard | Electronics > Computing > Keyboards | 69-189 | desk, office, wireless
Halden, Pico, Kestrel | Layout: US, UK, DE; Colour: Graphite, Silver, Cream
Mechanical switches that can be swapped. / Low keys with a short, clear way. / Wireless to three devices, wired to one.
Caps that never lose their letters. / Heavy enough not to wander. / Feet for two angles. / Quiet enough for a shared room.

Mouse | mouse | Electronics > Computing > Mice | 29-109 | desk, office, wireless
Pico, Halden, Kestrel | Colour: Graphite, White, Lilac
Four months on one charge. / A sensor of 4,000 points an inch, also on glass. / Upright, kind to wrists.
Fits left hands as well as right ones. / Clicks that are felt and hardly heard. / Turns with the thumb through long pages. / Charges while it is used.

Monitor | monitor | Electronics > Computing > Monitors | 249-799 | desk, office
Halden, Tern Optics, Kestrel | Size: 24 inch, 27 inch+90, 32 inch+220
4K, 99 % of sRGB, measured one by one. / QHD at 120 Hz. / 5K for those who read all day.
One cable for picture, power and everything else. / Stands up, turns and bows. / Matt without sparkle. / The panel is replaced if a single dot is dead.

Laptop | laptop | Electronics > Computing > Laptops | 799-1899 | portable, office
Halden, Kestrel | Memory: 16 GB, 32 GB+200; Storage: 512 GB, 1 TB+150
14 inch, 1.2 kg. / 13 inch, without a fan. / 16 inch with a card that draws games.
Memory, drive and battery come out with one screwdriver. / A day of work without a socket. / Keys with a way of 1.5 mm. / The lid opens with one finger and does not wobble.

Phone | phone | Electronics > Mobile > Phones | 399-999 | mobile
Kestrel, Pico | Storage: 128 GB, 256 GB+80; Colour: Black, Sage, Lilac, Silver
6.1 inch, 172 g. / 5.4 inch, for one hand. / 6.7 inch, 5,000 mAh.
Two cameras, both good. / Opens with six screws, and the battery slides out. / Loud enough to be found in a bag. / A key that does what you tell it to.

Tablet | tablet | Electronics > Mobile > Tablets | 299-749 | mobile, reading
Kestrel, Halden | Storage: 128 GB, 256 GB+80; Colour: Graphite, Silver
11 inch with a pen. / 8 inch, 300 g. / E-ink, ten inches, for three weeks.
Reads like paper under the lamp. / Stands on its own back. / Pens lie on the side and charge there. / A second screen at home, the first on the road.

Charger | charger | Electronics > Mobile > Chargers | 19-79 | mobile, travel
Pico, Kestrel, Halden | Colour: White, Black, Mint; Power: 30 W, 65 W+15
Gallium nitride, half the size of others. / Two sockets that share what there is. / With three plugs for three continents.
Stays cool while it charges a laptop. / Folds its pins away. / Does not whistle at night. / Comes without a box in a box.

Power Bank | charger | Electronics > Mobile > Chargers | 29-89 | mobile, travel
Pico, Kestrel, Wayfarer | Colour: Orange, Black, Sky
10,000 mAh. / 20,000 mAh, also for laptops. / 5,000 mAh, and it sticks to the phone.
Three phones full, by measurement. / Allowed in any cabin. / A display that tells per cent and not dots. / Charges and is charged at once.

Smartwatch | watch | Electronics > Wearables > Watches | 149-449 | mobile, sport
Kestrel, Pico, Halden | Colour: Black, Silver, Rust; Size: 41 mm, 45 mm+30
Five days on one charge. / Sapphire glass, titanium case. / With hands, and a display behind them.
Finds the way back without a phone. / Counts sleep and does not preach. / Takes any strap of 20 mm. / Goes swimming.

Camera | camera | Electronics > Photo > Cameras | 499-1699 | photo, travel, gift
Tern Optics, Halden | Colour: Black, Silver; Kit: Body, With 35 mm lens+250
A 26-megapixel sensor. / A fixed 28 mm lens. / Full frame in a small case.
Dials for all that matters. / Wakes up faster than the moment passes. / Two card slots, for the careful. / Sealed against dust and drizzle.
`;
