import type { Point } from "./points.ts";
import { type Suffering, suffer } from "./suffer.ts";

/** Puts faults around every method of a port whose methods all give promises; each is a point below the port's. */
export function aroundCalls<Around extends object>(port: Around, point: Point, suffering: Suffering): Around {
  const around = Object.entries(port).map(([name, method]) => [
    name,
    typeof method === "function"
      ? (...given: unknown[]) => suffer([...point, name], suffering, async () => method.apply(port, given))
      : method,
  ]);
  return Object.fromEntries(around) as Around;
}
