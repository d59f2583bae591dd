/**
 * `npm run bench:storefront -- [--url http://localhost:3000] [--json]`: Lighthouse over the storefront's home page, a
 * category and a product, and how much JavaScript a first visit loads. For a storefront that runs (`npm start`), with the
 * demo store. bench/README.md says how to read it.
 */
import { parseArgs } from "node:util";
import { freePort } from "@angidi/local";
import { openChromium } from "@angidi/testing";
import { installOnce } from "../src/installed.ts";
import { keep } from "../src/keep.ts";
import { machine } from "../src/machine.ts";
import { javaScriptOf } from "./javaScript.ts";
import { type Categories, categories, lighthouse } from "./lighthouse.ts";
import { pagesOf } from "./pages.ts";

interface PageResult extends Categories {
  readonly page: string;
  readonly javaScriptBytes: number;
}

try {
  const { url, json } = parseArgs({
    options: {
      url: { type: "string", default: "http://localhost:3000" },
      json: { type: "boolean", default: false },
    },
  }).values;
  const say = (phrase: string) => process.stderr.write(`${phrase}\n`);
  installOnce(new URL("./lighthouse/", import.meta.url), "Lighthouse", say);

  const debuggingPort = await freePort();
  await using browser = await openChromium({ debuggingPort });
  const results: PageResult[] = [];
  for (const [page, address] of Object.entries(await pagesOf(browser, url))) {
    say(`${page}: ${address}`);
    const javaScriptBytes = await javaScriptOf(browser, address);
    results.push({ page, ...(await lighthouse(debuggingPort, address)), javaScriptBytes });
  }

  const kept = { machine: machine(), results };
  const file = keep(kept.machine, kept, "storefront-");
  process.stdout.write(json ? `${JSON.stringify(kept, null, 2)}\n` : `\n${tableOf(results)}\n\n`);
  say(`Kept in ${file}`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

function tableOf(results: readonly PageResult[]): string {
  return [
    `| page | ${categories.join(" | ")} | JavaScript, kB gzipped |`,
    `| --- | ${categories.map(() => "---").join(" | ")} | --- |`,
    ...results.map(
      ({ page, javaScriptBytes, ...scores }) =>
        `| ${page} | ${categories.map((category) => scores[category]).join(" | ")} | ${(javaScriptBytes / 1000).toFixed(1)} |`,
    ),
  ].join("\n");
}
