import type { DemoProduct } from "./demoProduct.ts";
import { shapes } from "./shapes.ts";

/** Pixels, of either side. */
export const pictureSide = 800;

/** A product's picture as SVG, drawn by its shape and hue. */
export function drawPicture({ title, picture: { shape, hue } }: DemoProduct): string {
  const { fill, line } = shapes[shape];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureSide}" height="${pictureSide}" viewBox="0 0 100 100" role="img">
<title>${escapeXml(title)}</title>
<defs>
<linearGradient id="ground" x2="0" y2="1"><stop stop-color="hsl(${hue} 40% 96%)"/><stop offset="1" stop-color="hsl(${hue} 35% 86%)"/></linearGradient>
<linearGradient id="body" x2="1" y2="1"><stop stop-color="hsl(${hue} 48% 62%)"/><stop offset="1" stop-color="hsl(${hue} 52% 44%)"/></linearGradient>
</defs>
<rect width="100" height="100" fill="url(#ground)"/>
<ellipse cx="50" cy="89" rx="34" ry="4" fill="hsl(${hue} 30% 40%)" opacity=".18"/>
<path d="${fill}" fill="url(#body)" stroke="hsl(${hue} 55% 30%)" stroke-width="1" stroke-linejoin="round"/>
<path d="${line}" fill="none" stroke="hsl(${hue} 55% 26%)" stroke-width="1.4" stroke-linecap="round" opacity=".75"/>
</svg>
`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
