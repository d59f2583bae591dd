import type { Metadata } from "next";
import { configuration } from "../configuration.ts";

/** What search engines and those who share a page read: its title, canonical address and Open Graph. `path`: its own. */
export function pageMetadata({
  title,
  description,
  path,
  isIndexed = true,
}: {
  readonly title: string;
  readonly description?: string;
  readonly path: string;
  readonly isIndexed?: boolean;
}): Metadata {
  const url = configuration().storefrontUrl + path;
  return {
    title,
    // What is left out is the shop's own, which a key without a value would hide.
    ...(description ? { description } : {}),
    alternates: { canonical: url },
    robots: isIndexed ? undefined : { index: false, follow: true },
    openGraph: { title, description, url, type: "website" },
  };
}
