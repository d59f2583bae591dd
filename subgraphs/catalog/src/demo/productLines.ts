const places =
  "Harbour Lighthouse Fjord Skerry Mistral Juniper Heron Bracken Tideway Larch Pebble Drift Solstice Meadow Quarry Willow Anchor Cinder Thistle Marlow";
const houses =
  "Linden Ostra Hollin Sandvik Amber Corrie Fenwick Ilse Margot Norrland Orchard Petra Rosmarin Selby Tove Vesper Wren Alba Birch Calla";
const devices =
  "Aria Orbit Halo Nova Lumen Vega Zephyr Atlas Delta Echo Flux Helix Ion Juno Lyra Mono Onyx Pulse Quanta Rigel";
const hills =
  "Ridge Summit Cairn Tarn Corry Moraine Saddle Glacier Beacon Fell Torrent Scree Alpine Basin Crag Dale Escarp Gorge Heath Ravine";
const animals =
  "Badger Puffin Otter Fox Hedgehog Owl Rabbit Whale Bee Penguin Tortoise Squirrel Heron Mole Lynx Walrus Robin Beetle Hare Seal";

/** What the products of a department are called before their noun: Harbour T-Shirt, Orbit Headphones. */
export const productLines: Readonly<Record<string, readonly string[]>> = {
  Clothing: places.split(" "),
  Footwear: hills.split(" "),
  Kitchen: houses.split(" "),
  Home: houses.split(" "),
  Electronics: devices.split(" "),
  Outdoors: hills.split(" "),
  Toys: animals.split(" "),
  Stationery: houses.split(" "),
};
