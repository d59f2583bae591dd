import type { Dice } from "./dice.ts";
import { suffer } from "./suffer.ts";

/** A way to a service, as far as faults are concerned. */
export interface Way {
  execute(request: { readonly operationName?: string; readonly signal: AbortSignal }): Promise<unknown>;
}

/** Puts faults around the ways to services, as another service goes them or the gateway does. Streams are left alone. */
export function aroundServices<Found extends Way>(
  port: "services" | "gateway",
  find: (name: string) => Found,
  dice: Dice,
): (name: string) => Found {
  return (name) => {
    const way = find(name);
    return {
      ...way,
      execute: (request: Parameters<Found["execute"]>[0]) => {
        const { operationName = "", signal } = request;
        const point = port === "gateway" ? ([port, name] as const) : ([port, name, fieldOf(operationName)] as const);
        return suffer(point, { dice, signal }, () => way.execute(request));
      },
    };
  };
}

/** Operations of services are named after the field that they ask for: ReserveStock asks for reserveStock. */
function fieldOf(operationName: string): string {
  return operationName.charAt(0).toLowerCase() + operationName.slice(1);
}
