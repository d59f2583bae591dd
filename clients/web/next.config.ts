import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Types are checked for the whole repository by `npm run check:types`.
  typescript: { ignoreBuildErrors: true },
  experimental: { typedEnv: false },
};

export default config;
