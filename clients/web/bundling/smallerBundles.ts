import { join } from "node:path";
import type { NextConfig } from "next";
import { hasEcmascriptModule } from "./ecmascriptModules.ts";

const loader = join(import.meta.dirname, "ecmascriptModules.ts");

/** Entries, and what sets the browser up, are there for what they do; everything else for what it exports. */
const acts =
  /[\\/]client[\\/](?:app-[a-z-]+|set-public-path|normalize-trailing-slash|register-[a-z-]+|require-[a-z-]+)\.js$/;

/** Makes what the browser loads of Next.js a tenth smaller: see the README. For builds by webpack. */
export const smallerBundles: NonNullable<NextConfig["webpack"]> = (config, { isServer, dev }) => {
  if (isServer || dev) return config;
  config.module.rules.push(
    // After Next.js's own, which would make it CommonJS again.
    { test: hasEcmascriptModule, enforce: "post", use: [{ loader }] },
    { test: (file: string) => hasEcmascriptModule(file) && !acts.test(file), sideEffects: false },
  );
  return config;
};
