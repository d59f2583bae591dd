/** A maker of things in the demo store. */
export interface Brand {
  /** Of its products that come in no colour of their own, and of the ground behind all of them. */
  readonly colour: string;
  readonly seller: string;
  /** One sentence that stands at the end of each of its descriptions. */
  readonly motto: string;
}

const harbour = "Harbour Supply";
const north = "Studio North";
const volt = "Voltage & Co";
const trail = "Trailhead Outfitters";
const corner = "Corner Books & Toys";

/** The brands by name. */
export const brands: Readonly<Record<string, Brand>> = {
  Nordlys: {
    colour: "#35567f",
    seller: harbour,
    motto: "Nordlys knits and sews on the coast, in one hall, in daylight.",
  },
  "Alder & Finch": { colour: "#7d6a4c", seller: north, motto: "Alder & Finch makes few things and keeps making them." },
  Kumo: { colour: "#7b8fa6", seller: harbour, motto: "Kumo leaves out what nobody would miss." },
  "Brae & Sons": { colour: "#6a4d3a", seller: harbour, motto: "Brae & Sons repairs what it has sold, for life." },
  Lindqvist: { colour: "#a2562f", seller: north, motto: "Lindqvist cuts its patterns for people who move." },
  "Oda Wear": { colour: "#8e5a72", seller: harbour, motto: "Oda Wear dyes in small lots, so shades vary a little." },
  Fellmark: { colour: "#49603c", seller: trail, motto: "Fellmark tests on the hill behind its workshop." },
  "Stride Works": { colour: "#b2472f", seller: trail, motto: "Stride Works sells every sole as a spare part too." },
  Ember: { colour: "#9c3b2c", seller: north, motto: "Ember has cast and enamelled for three generations." },
  "Hearth & Rye": { colour: "#b07a38", seller: north, motto: "Hearth & Rye cooks with everything before it sells it." },
  Tsubame: { colour: "#4f6f73", seller: north, motto: "Tsubame presses and grinds by hand in a town of smiths." },
  Clayfield: { colour: "#a66d52", seller: north, motto: "Clayfield fires with the kiln of the village, twice a week." },
  "Maison Brume": {
    colour: "#8d8f9f",
    seller: north,
    motto: "Maison Brume weaves and fills within forty miles of home.",
  },
  Halden: { colour: "#38434f", seller: volt, motto: "Halden publishes a repair guide with every device." },
  Kestrel: { colour: "#2f6f8f", seller: volt, motto: "Kestrel promises updates for seven years." },
  Pico: { colour: "#d0692c", seller: volt, motto: "Pico builds small and charges by one cable." },
  Auralis: { colour: "#5a4b86", seller: volt, motto: "Auralis tunes by ear, then checks by measurement." },
  "Tern Optics": { colour: "#2d3f45", seller: volt, motto: "Tern Optics grinds its own glass." },
  Skarn: { colour: "#586069", seller: trail, motto: "Skarn gives a share of its sales to mountain rescue." },
  Larkspur: { colour: "#4d5fa0", seller: trail, motto: "Larkspur takes old gear back and sells it on." },
  Wayfarer: { colour: "#80683a", seller: trail, motto: "Wayfarer packs light and says what every part weighs." },
  "Pip & Otter": { colour: "#d58b2f", seller: corner, motto: "Pip & Otter has everything tested by a school class." },
  "Little Foundry": {
    colour: "#3f7f6b",
    seller: corner,
    motto: "Little Foundry uses beech from managed woods and water-based paint.",
  },
  "Meridian Press": { colour: "#7a2f3a", seller: corner, motto: "Meridian Press prints on paper from recycled fibre." },
  "Quill & Lantern": {
    colour: "#35547a",
    seller: corner,
    motto: "Quill & Lantern is a press of six people and a dog.",
  },
  Papeterie: { colour: "#6f7f4f", seller: corner, motto: "Papeterie cuts, folds and sews its paper itself." },
};
