import type { StorefrontWorld } from "./storefront.ts";

/** What somebody wants of the storefront, and how they get it. */
export interface Journey {
  readonly title: string;
  /** Defines the tests; the world is there when they run. */
  readonly define: (world: () => StorefrontWorld) => void;
}

/** Journeys share a platform: each makes the products and people that it is about. */
export function journey(title: string, define: Journey["define"]): Journey {
  return { title, define };
}
