import type { IndexStatus } from "../../data/generations.ts";

export function toIndexStatus({ building, ...status }: IndexStatus) {
  return {
    ...status,
    rebuild: building && {
      generation: building.generation,
      source: building.source,
      startedAt: building.startedAt,
      products: building.readCount,
    },
  };
}
