import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { journey } from "../src/journey.ts";
import { keepScreenshot } from "../src/screenshots.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What anybody can open, by the name of its picture. */
const pages: Readonly<Record<string, string>> = {
  home: "/",
  category: "/categories/kitchen",
  search: "/search?q=bottle",
  "nothing-found": "/search?q=xyzzyqqq",
  cart: "/cart",
  "sign-in": "/login",
  register: "/register",
  "not-found": "/no/such/page",
};

const sights = [
  { name: "light", options: { colorScheme: "light", viewport: { width: 1280, height: 900 } } },
  { name: "dark", options: { colorScheme: "dark", viewport: { width: 1280, height: 900 } } },
  { name: "phone", options: { colorScheme: "light", viewport: { width: 320, height: 720 }, hasTouch: true } },
] as const;

/** What keeps somebody out who does not see, hear or point: breaches of WCAG 2.2 AA and of what axe calls best practice. */
async function obstacles(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<Findings>("axe.run(document)");
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ html }) => html)
        .join(" ")
        .slice(0, 300)}`,
  );
}

interface Findings {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Everything that anybody can open shows itself to everybody. */
export const everyPage = journey("every page", (world) => {
  for (const { name, options } of sights) {
    test(`keeps nobody out and breaks no policy (${name})`, async () => {
      const { page, complaints, leave } = await world().shopper(options);
      const product = await firstProduct(page);
      for (const [picture, path] of Object.entries({ ...pages, product })) {
        await page.goto(path, { waitUntil: "networkidle" });
        expect({ path, obstacles: await obstacles(page) }).toEqual({ path, obstacles: [] });
        const tooWide = await page.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        expect({ path, tooWide }).toEqual({ path, tooWide: 0 });
        await keepScreenshot(page, `${picture}-${name}`);
      }
      // The page that is not there is told as such by the browser itself.
      expect(complaints.filter((complaint) => !complaint.includes("/no/such/page"))).toEqual([]);
      await leave();
    }, 180_000);
  }
});

async function firstProduct(page: Page): Promise<string> {
  await page.goto("/categories/kitchen");
  return (await page.locator('main a[href^="/products/"]').first().getAttribute("href"))!;
}
