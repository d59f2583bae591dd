import type { Platform } from "./testPlatform.ts";

/** Tests of one thing that the platform does, whatever way it is run and whatever it keeps its data in. */
export interface Scenario {
  readonly title: string;
  /** Defines the tests; the platform is there when they run. */
  readonly define: (platform: () => Platform) => void;
}

/** Scenarios share a platform: each makes the products, people and orders that it looks at. */
export function scenario(title: string, define: Scenario["define"]): Scenario {
  return { title, define };
}
