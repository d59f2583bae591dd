/** How much a word counts by where it stands, as `ts_rank` takes it: description, categories and tags, brand, title. */
export const fieldWeights = [0.04, 0.16, 0.4, 1] as const;

/** A product that cannot be bought now counts for less. */
export const outOfStockFactor = 0.6;

/** What popularity adds: a tenth for each doubling or so of the pieces, at most as much again. */
export const popularityStep = 0.15;
export const popularityLimit = 1;
