import { counter } from "@angidi/telemetry";

const lookups = counter({
  name: "angidi_gateway_response_cache_total",
  help: "Queries whose answers are kept, by what was found: an answer, none, or a store that is away",
  labels: ["outcome"],
});

export function countLookup(outcome: "hit" | "miss" | "away"): void {
  lookups.add({ outcome });
}
