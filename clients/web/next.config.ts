import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // A build of its own for each state of the source (deploy/local/src/storefront): the one that is being served stays whole.
  distDir: process.env.STOREFRONT_BUILD ?? ".next",
  // Types are checked for the whole repository by `npm run check:types`.
  typescript: { ignoreBuildErrors: true },
  experimental: { typedEnv: false },
};

export default config;
