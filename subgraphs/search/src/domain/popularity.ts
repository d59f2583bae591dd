/**
 * Popularity is the pieces sold, each worth half after a month. It is kept as the logarithm of that sum counted from a
 * fixed day on: time passing lowers all products alike, so their order, and the index of it, stays without being touched.
 */
const halfLife = 30 * 24 * 3_600_000;
const decay = Math.LN2 / halfLife;
const firstDay = Date.UTC(2026, 0, 1);

/** Of a product that was never sold; finite, since cursors hold it. */
export const neverSold = -1_000;

/** What pieces sold at a time add, as a logarithm. */
export function popularityOfSale(pieces: number, at: Date): number {
  return Math.log(pieces) + ageless(at);
}

/** What a popularity is to be lowered by at a time to be the logarithm of the pieces as they count then. */
export function ageless(at: Date): number {
  return decay * (at.getTime() - firstDay);
}

/** How many pieces of one order line count: one wholesale order is no fashion. */
export const mostPieces = 10;
