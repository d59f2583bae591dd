import { createHash } from "node:crypto";
import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from "graphql";
import { BoundedCache } from "../boundedCache.ts";
import { type Limits, limitsRule } from "../plugins/limits.ts";

/** A document fit for execution, or what is wrong with it. */
export type ReadDocument =
  | { readonly document: DocumentNode; readonly documentHash: string; readonly errors?: undefined }
  | { readonly errors: readonly GraphQLError[] };

const keptDocuments = 500;

/**
 * Parses and validates documents as the HTTP pipeline does, for the protocols beside it, with the same limits and the
 * same words. Documents that were good once are remembered.
 */
export function documentReader(schema: GraphQLSchema, limits: Limits): (source: string) => ReadDocument {
  const rules = [...specifiedRules, limitsRule(limits)];
  const documents = new BoundedCache<DocumentNode>(keptDocuments);

  return (source) => {
    const documentHash = createHash("sha256").update(source).digest("hex");
    try {
      const document = documents.getOrMake(documentHash, () => {
        const parsed = parseWithin(source, limits);
        const errors = validate(schema, parsed, rules);
        if (errors.length > 0) throw new Refused(errors.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED")));
        return parsed;
      });
      return { document, documentHash };
    } catch (error) {
      if (error instanceof Refused) return { errors: error.errors };
      throw error;
    }
  };
}

/** Thrown past the cache, so that it keeps nothing of a document that is refused. */
class Refused extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super("The document is refused");
    this.errors = errors;
  }
}

function parseWithin(source: string, limits: Limits): DocumentNode {
  try {
    return parse(source, { maxTokens: limits.tokens });
  } catch (error) {
    // The parser throws other errors too, such as a stack overflow on a document that is all opening brackets.
    const told = error instanceof GraphQLError ? error : new GraphQLError("The request cannot be read");
    throw new Refused([coded(told, "GRAPHQL_PARSE_FAILED")]);
  }
}

function coded({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  const told = message.replace(/ ?Did you mean .+\?$/, "");
  return new GraphQLError(told, { nodes, source, positions, extensions: { code } });
}
