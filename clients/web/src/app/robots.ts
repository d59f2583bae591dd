import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { configuration } from "../configuration.ts";

/** What search engines need not look at: what is one shopper's own, and lists by every filter there is. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection(); // the address is known where it runs, not where it is built
  const { storefrontUrl } = configuration();
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/account", "/cart", "/checkout", "/orders/", "/session/", "/search"],
    },
    sitemap: `${storefrontUrl}/sitemap.xml`,
  };
}
