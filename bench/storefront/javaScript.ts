import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";

/**
 * How much JavaScript a first visit to a page loads, in bytes: what the browser fetched until the network was quiet, each file
 * gzipped at level 9, whatever the server sent it as.
 */
export async function javaScriptOf(browser: Browser, address: string): Promise<number> {
  const page = await browser.newPage();
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).byteLength));
  });
  try {
    await page.goto(address, { waitUntil: "networkidle" });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  } finally {
    await page.close();
  }
}
