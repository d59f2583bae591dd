import { type DocumentNode, GraphQLError, parse, specifiedRules, validate, visit } from "graphql";
import { BoundedCache } from "../boundedCache.ts";
import { cardNumberRefused } from "../cardNumbers/refusal.ts";
import { holdsCardNumber } from "../cardNumbers/text.ts";
import { deferLabels } from "./deferLabels.ts";
import type { Step } from "./exchange.ts";
import { knownOperations } from "./knownOperations.ts";
import { type DocumentSize, type Limits, limitsRule } from "./limits.ts";
import { KnownOperation, operationNamed } from "./operation.ts";
import { Refusal } from "./refusal.ts";
import type { ServedVariant } from "./servedGraph.ts";

export type DocumentLimits = DocumentSize & Pick<Limits, "tokens" | "documents">;

/** A valid document and its operations. */
export interface ReadDocument {
  readonly document: DocumentNode;
  /** Throws a Refusal when the name is of no operation, or there is none and several operations. */
  operation(name: string | null | undefined): KnownOperation;
  /** The plans that its operations have. */
  readonly plans: number;
}

/** The documents that are remembered. */
export interface Documents {
  /** The document of a text; throws a Refusal for one that is not valid. `asker` is told what had to be done for it. */
  read(text: string, asker?: Asker): ReadDocument;
  /** How many are remembered, and how many plans with them. */
  held(): { readonly documents: number; readonly plans: number };
}

interface Asker {
  took(step: Step["name"], startedAt: number): void;
}

/** Of the texts of documents that are kept, in characters; most texts are of a few thousand. */
const mostCharacters = 64 * 1024 * 1024;
/** The most errors that are told of one document. */
const mostErrors = 20;

/**
 * Parses and validates documents, whatever protocol they come by. Those that were good are remembered by their text,
 * and with them their operations and plans; the one unused for longest goes first.
 */
export function readDocuments(variant: () => ServedVariant, limits: DocumentLimits): Documents {
  const rules = [...specifiedRules, knownOperations, deferLabels, limitsRule(limits)];
  const documents = new BoundedCache<ReadDocument>(limits.documents, {
    of: (text) => text.length,
    most: mostCharacters,
  });

  function make(text: string, asker: Asker | undefined): ReadDocument {
    if (holdsCardNumber(text)) throw cardNumberRefused("The document");
    const document = during("parse", asker, () => parseWithin(text, limits));
    refuseCardNumbers(document);
    const errors = during("validate", asker, () =>
      validate(variant().schema, document, rules, { maxErrors: mostErrors }),
    );
    if (errors.length > 0) {
      throw new Refusal(
        errors.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED")),
        { isOfDocument: true },
      );
    }
    return readDocument(variant(), text, document);
  }

  return {
    read: (text, asker) => documents.getOrMake(text, () => make(text, asker)),
    held() {
      const plans = [...documents.values()].reduce((sum, document) => sum + document.plans, 0);
      return { documents: documents.size, plans };
    },
  };
}

function during<Result>(step: Step["name"], asker: Asker | undefined, work: () => Result): Result {
  const startedAt = performance.now();
  try {
    return work();
  } finally {
    asker?.took(step, startedAt);
  }
}

function readDocument(variant: ServedVariant, text: string, document: DocumentNode): ReadDocument {
  const operations = new Map<string, KnownOperation>();
  return {
    document,
    get plans() {
      return [...operations.values()].reduce((sum, operation) => sum + operation.plans, 0);
    },
    operation(name) {
      const known = operations.get(name ?? "");
      if (known) return known;
      const node = operationNamed(document, name);
      if (!node) {
        const message = name ? `There is no operation ${name}` : "The operation must be named";
        throw new Refusal([new GraphQLError(message, { extensions: { code: "OPERATION_RESOLUTION_FAILURE" } })], {
          isOfDocument: true,
        });
      }
      const operation = new KnownOperation(variant, text, document, node);
      operations.set(name ?? "", operation);
      return operation;
    },
  };
}

function parseWithin(text: string, limits: DocumentLimits): DocumentNode {
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    // The parser throws other errors too, such as a stack overflow on a document that is all opening brackets.
    const told = error instanceof GraphQLError ? error : new GraphQLError("The request cannot be read");
    throw new Refusal([coded(told, "GRAPHQL_PARSE_FAILED")], { isOfDocument: true });
  }
}

/** In the text of the document an escape may stand for a digit. */
function refuseCardNumbers(document: DocumentNode): void {
  visit(document, {
    StringValue({ value }) {
      if (holdsCardNumber(value)) throw cardNumberRefused("The document");
    },
  });
}

/** Suggestions would tell of names that a caller may not be meant to know. */
function coded({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  const told = message.replace(/ ?Did you mean .+\?$/, "");
  return new GraphQLError(told, { nodes, source, positions, extensions: { code } });
}
