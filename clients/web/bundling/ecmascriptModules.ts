import { readFileSync } from "node:fs";
import { sep } from "node:path";

/** Next.js's own modules for the browser, which it has twice: as CommonJS, and under esm/ as ECMAScript modules. */
const commonJs = /[\\/]node_modules[\\/]next[\\/]dist[\\/](?:client|shared|lib)[\\/].*\.js$/;

/** Whether a file is one of Next.js's that `ecmascriptModules` gives another text for. */
export function hasEcmascriptModule(file: string): boolean {
  return commonJs.test(file) && ecmascriptText(file) !== undefined;
}

/**
 * A webpack loader: in place of a CommonJS module of Next.js, the text of its twin under esm/, which Next.js has for its edge
 * runtime. Of an ECMAScript module webpack leaves out what nobody imports. The file keeps its own name, by which Next.js's
 * manifests and aliases know it.
 */
export default function ecmascriptModules(this: { readonly resourcePath: string }, text: string): string {
  return ecmascriptText(this.resourcePath) ?? text;
}

function ecmascriptText(file: string): string | undefined {
  try {
    return readFileSync(file.replace(`${sep}next${sep}dist${sep}`, `${sep}next${sep}dist${sep}esm${sep}`), "utf8");
  } catch {
    return undefined;
  }
}
