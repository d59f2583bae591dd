import type { estypes } from "@elastic/elasticsearch";
import { type Interpretation, type Term, termsInForce } from "../../domain/interpretation.ts";
import { ageless } from "../../domain/popularity.ts";
import {
  bonusOfPhrase,
  fieldWeights,
  otherFieldsFactor,
  outOfStockFactor,
  popularityLimit,
  popularityStep,
} from "../../domain/scoring.ts";

type Query = estypes.QueryDslQueryContainer;

const [description, labels, brand, title] = fieldWeights;

/** Where words are looked for, with what they count there. */
export const searchedFields = [
  { name: "TITLE", path: "words.title", weight: title },
  { name: "BRAND", path: "words.brand", weight: brand },
  { name: "LABELS", path: "words.labels", weight: labels },
  { name: "DESCRIPTION", path: "words.description", weight: description },
] as const;

const tellingFields = searchedFields.filter(({ name }) => name !== "DESCRIPTION");

/** What a term finds in a field, if it is there. */
export function termInField({ reading, alternatives }: Term, path: string, boost = 1): Query {
  const queries = alternatives.map((words): Query => {
    const text = words.join(" ");
    if (reading === "PREFIX") return { prefix: { [path]: { value: text, boost } } };
    return { match_phrase: { [path]: { query: text, boost } } };
  });
  return queries.length === 1 ? queries[0]! : { dis_max: { queries } };
}

/** What has all terms of the query, or any of them outside of the description. */
export function textQuery(query: Interpretation, isRelaxed = false): Query {
  if (query.sku !== null) return { term: { skus: query.sku } };
  const terms = termsInForce(query);
  const should = terms.map(
    (term): Query => ({
      dis_max: {
        tie_breaker: otherFieldsFactor,
        queries: (isRelaxed ? tellingFields : searchedFields).map(({ path, weight }) =>
          termInField(term, path, weight),
        ),
      },
    }),
  );
  const all: Query = { bool: { should, minimum_should_match: isRelaxed ? 1 : terms.length } };
  if (terms.length < 2) return all;
  const phrase = terms.map(({ alternatives }) => alternatives[0]!.join(" ")).join(" ");
  return {
    bool: {
      must: [all],
      should: [{ match_phrase: { "words.title": { query: phrase, slop: 1, boost: terms.length * bonusOfPhrase } } }],
    },
  };
}

/** The text's score as a part of what it could be at most, and all by which a score is multiplied. */
const script = `
  double text = Math.min(1, _score / params.most);
  double pieces = Math.exp(Math.min(50, Math.max(-50, doc['popularity'].value - params.ageless)));
  double popularity = 1 + Math.min(params.popularityLimit, params.popularityStep * Math.log(1 + pieces));
  double stock = doc['inStock'].value ? 1 : params.outOfStockFactor;
  return text * stock * popularity * doc['ratingFactor'].value;`;

/** The query with the score by which hits are ordered, as of a time. */
export function scored(query: Interpretation, isRelaxed: boolean, at: Date): Query {
  const params = {
    ...{ most: mostOf(query), ageless: ageless(at), outOfStockFactor, popularityStep, popularityLimit },
  };
  return { script_score: { query: textQuery(query, isRelaxed), script: { source: script, params } } };
}

/** The score of a product that has every term in every field and all of them together in its title. */
export function mostOf(query: Interpretation): number {
  const terms = termsInForce(query).length;
  const term = title + otherFieldsFactor * (brand + labels + description);
  return terms * (term + (terms < 2 ? 0 : bonusOfPhrase));
}
