import type { DemoPicture, DemoProduct } from "./demoProduct.ts";
import { shapes } from "./shapes.ts";

/** Pixels, of either side. */
export const pictureSide = 800;

/** A picture as SVG: the product's shape in the picture's colour on the ground of its brand. */
export function drawPicture({ shape }: Pick<DemoProduct, "shape">, { altText, colour, ground }: DemoPicture): string {
  const outline = shapes[shape];
  if (!outline) throw new Error(`There is no shape ${shape}`);
  const { fill, light, line } = outline;
  const [pale, dark] = ["#ffffff", "#1a1a22"];
  const inner = light ? `<path d="${light}" fill="${mixed(colour, pale, 0.55)}"/>\n` : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureSide}" height="${pictureSide}" viewBox="0 0 100 100" role="img">
<title>${escapeXml(altText)}</title>
<defs>
<linearGradient id="ground" x2="0" y2="1"><stop stop-color="${mixed(ground, pale, 0.9)}"/><stop offset="1" stop-color="${mixed(ground, pale, 0.7)}"/></linearGradient>
<linearGradient id="body" x2="1" y2="1"><stop stop-color="${mixed(colour, pale, 0.12)}"/><stop offset="1" stop-color="${mixed(colour, dark, 0.14)}"/></linearGradient>
</defs>
<rect width="100" height="100" fill="url(#ground)"/>
<ellipse cx="50" cy="93" rx="34" ry="3" fill="${mixed(ground, dark, 0.5)}" opacity=".18"/>
<g transform="translate(12 11) scale(.76)" stroke="${mixed(colour, dark, 0.55)}" stroke-linejoin="round" stroke-linecap="round">
<path d="${fill}" fill="url(#body)" stroke-width="1.2"/>
${inner}<path d="${line}" fill="none" stroke-width="1.7" opacity=".8"/>
</g>
</svg>
`;
}

/** A colour so far on the way to another: 0 gives the first, 1 the second. */
function mixed(from: string, to: string, share: number): string {
  const [start, end] = [channelsOf(from), channelsOf(to)];
  const channels = start.map((value, index) => Math.round(value + (end[index]! - value) * share));
  return `#${channels.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
