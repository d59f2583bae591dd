/** A word of the vocabulary that a word like it may have meant. */
export interface Candidate {
  readonly word: string;
  /** Of trigrams, from 0 to 1. */
  readonly similarity: number;
}

/** In a long word; Elasticsearch looks no further, and who mistakes more letters means another word as likely. */
export const mostMistakesOfAll = 2;

/** The word that was most likely meant, or null when none is near enough. */
export function correctionOf(word: string, candidates: readonly Candidate[]): string | null {
  const most = mostMistakes(word);
  const near = candidates
    .map((candidate) => ({ ...candidate, mistakes: editDistance(word, candidate.word) }))
    .filter(({ mistakes }) => mistakes <= most)
    // A wrong first letter is rare.
    .map((candidate) => ({ ...candidate, cost: candidate.mistakes + (candidate.word[0] === word[0] ? 0 : 0.5) }))
    .sort((left, right) => left.cost - right.cost || right.similarity - left.similarity);
  return near[0]?.word ?? null;
}

/** None in what may be a number or a code, one in most words; two in a short one make it any other. */
function mostMistakes(word: string): number {
  if (word.length < 3 || /\p{N}/u.test(word)) return 0;
  return word.length < 8 ? 1 : mostMistakesOfAll;
}

/** Letters left out, put in, replaced or swapped with their neighbour (optimal string alignment). */
export function editDistance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        rows[row - 1]![column]! + 1,
        current[column - 1]! + 1,
        rows[row - 1]![column - 1]! + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        cost = Math.min(cost, rows[row - 2]![column - 2]! + 1);
      }
      current.push(cost);
    }
    rows.push(current);
  }
  return rows[left.length]![right.length]!;
}
