/** How much a word counts by where it stands, as `ts_rank` takes it: description, categories and tags, brand, title. */
export const fieldWeights = [0.04, 0.16, 0.4, 1] as const;

/** A word that stands in several fields counts where it counts most, and so much of the rest. */
export const otherFieldsFactor = 0.2;

/** What each word counts more where all of them follow each other in the title. */
export const bonusOfPhrase = 0.3;

/** A product that cannot be bought now counts for less. */
export const outOfStockFactor = 0.6;

/** What popularity adds: a tenth for each doubling or so of the pieces, at most as much again. */
export const popularityStep = 0.15;
export const popularityLimit = 1;

/** What reviewers say of a product: stars from 1 to 5 on average, and of how many reviews. */
export interface Rating {
  readonly average: number;
  readonly reviews: number;
}

/** Each product has as many reviews of an ordinary kind beside its own, so that one voice makes no favourite. */
const ordinaryReviews = 10;
const ordinaryRating = 3.5;
/** What a star above or below the ordinary changes. */
const starFactor = 0.12;

/** What a product's reviews multiply its score by: 1 without any, between 0.7 and 1.18. */
export function ratingFactorOf({ average, reviews }: Rating): number {
  const mean = (average * reviews + ordinaryRating * ordinaryReviews) / (reviews + ordinaryReviews);
  return 1 + starFactor * (mean - ordinaryRating);
}
