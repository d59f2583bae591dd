/** What Lighthouse judges, by its own names. */
export const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
/** From 0 to 100 each. */
export type Categories = Readonly<Record<(typeof categories)[number], number>>;

/** How often a page is looked at; the median counts, since one look varies with what else the machine does. */
const looks = 3;

/** What Lighthouse says of a page in the browser that listens there, as a telephone on a slow mobile network would meet it: its own defaults. */
export async function lighthouse(debuggingPort: number, address: string): Promise<Categories> {
  const { default: look } = await import(
    new URL("./lighthouse/node_modules/lighthouse/core/index.js", import.meta.url).href
  );
  const scores: Categories[] = [];
  for (let count = 0; count < looks; count += 1) {
    const { lhr } = await look(address, { port: debuggingPort, onlyCategories: [...categories], logLevel: "error" });
    scores.push(
      Object.fromEntries(
        categories.map((category) => [category, Math.round(lhr.categories[category].score * 100)]),
      ) as Categories,
    );
  }
  return Object.fromEntries(
    categories.map((category) => [category, median(scores.map((score) => score[category]))]),
  ) as Categories;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}
