import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the whole project. */
export const root = fileURLToPath(new URL("../../../../", import.meta.url));
/** The storefront's. */
export const storefrontFolder = join(root, "clients/web");
/** Its builds, each named by its sources; from the storefront's folder, as Next.js takes it. */
export const builds = ".next/builds";
