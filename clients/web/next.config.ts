import type { NextConfig } from "next";
import { smallerBundles } from "./bundling/smallerBundles.ts";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // A build of its own for each state of the source (deploy/local/src/storefront): the one that is being served stays whole.
  distDir: process.env.STOREFRONT_BUILD ?? ".next",
  // Types are checked for the whole repository by `npm run check:types`.
  typescript: { ignoreBuildErrors: true },
  experimental: { typedEnv: false },
  // Written for Node alone; bundled, it looks in vain for its native parts.
  serverExternalPackages: ["ws"],
  webpack: smallerBundles,
  // `next dev` goes on with Turbopack, which has to be said where there is anything for webpack.
  turbopack: {},
};

export default config;
