import { gear } from "./shapes/gear.ts";
import { house } from "./shapes/house.ts";
import type { Outlines } from "./shapes/shape.ts";
import { wear } from "./shapes/wear.ts";

/** All that the demo store's pictures can show. */
export const shapes: Outlines = { ...wear, ...house, ...gear };
