import { createHash } from "node:crypto";
import { type DocumentNode, getOperationAST, type OperationDefinitionNode, print } from "graphql";
import { BoundedCache } from "../boundedCache.ts";
import { type CompiledOperation, compileOperation } from "../execution/compileOperation.ts";
import { type SafeKeys, withSafeKeys } from "../planning/responseKeys.ts";
import type { Access } from "./exchange.ts";
import type { ServedVariant } from "./servedGraph.ts";

/** A document with safe response keys and its text, as the planner takes it. */
export interface SafeDocument {
  readonly safe: SafeKeys;
  readonly text: string;
}

/** What may differ between two plans of one operation. */
export interface PlanChoice {
  readonly access: Access | undefined;
  /** Which labels of progressive `@override` are on. */
  readonly overrides: ReadonlyMap<string, boolean> | undefined;
  /** Whether the client takes a result in parts. */
  readonly incremental: boolean;
}

/** How many plans are kept of one operation: callers' rights, overrides and increments multiply. */
const keptPlans = 32;

/** One operation of a valid document, with all that is known about it whoever sends it. */
export class KnownOperation {
  readonly variant: ServedVariant;
  readonly text: string;
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  readonly name: string | undefined;
  readonly kind: "query" | "mutation" | "subscription";
  readonly #plans = new BoundedCache<CompiledOperation | Promise<CompiledOperation>>(keptPlans);
  #hash: string | undefined;
  #whole: SafeDocument | undefined;

  constructor(variant: ServedVariant, text: string, document: DocumentNode, node: OperationDefinitionNode) {
    this.variant = variant;
    this.text = text;
    this.document = document;
    this.node = node;
    this.name = node.name?.value;
    this.kind = node.operation;
  }

  /** How many plans are kept of it. */
  get plans(): number {
    return this.#plans.size;
  }

  /** SHA-256 of the document's text, in hex. */
  get hash(): string {
    this.#hash ??= createHash("sha256").update(this.text).digest("hex");
    return this.#hash;
  }

  /**
   * The operation compiled. At once when it is known already; a plan that several wait for is made once, and one that
   * failed is not kept. Rejects with PlanningFailed or the planner's queue being full.
   */
  compiled(choice: PlanChoice): CompiledOperation | Promise<CompiledOperation> {
    const key = keyOf(choice);
    const known = this.#plans.get(key);
    if (known) return known;
    const made = this.#compile(choice).then(
      (compiled) => {
        this.#plans.set(key, compiled);
        return compiled;
      },
      (error) => {
        this.#plans.delete(key);
        throw error;
      },
    );
    this.#plans.set(key, made);
    return made;
  }

  async #compile({ access, overrides, incremental }: PlanChoice): Promise<CompiledOperation> {
    const { supergraph, schema } = this.variant;
    this.#whole ??= safeDocument(this.document, this.variant);
    const planned = access ? access.document : this.#whole;
    const node =
      planned &&
      (await supergraph.planner.plan({
        document: planned.text,
        operationName: this.name,
        ...(overrides ? { overrides } : {}),
        incremental,
      }));
    return compileOperation({
      supergraph,
      schema,
      document: this.document,
      operationName: this.name,
      planned: (planned ?? this.#whole).safe,
      node,
      ...(access ? { withheld: access.withheld } : {}),
    });
  }
}

/** A document as the planner takes it. */
export function safeDocument(document: DocumentNode, variant: ServedVariant): SafeDocument {
  const safe = withSafeKeys(document, variant.supergraph);
  return { safe, text: print(safe.document) };
}

/** The operation that a request names; undefined when there is none, or several and no name. */
export function operationNamed(document: DocumentNode, name: string | null | undefined) {
  // An empty name is a name that no operation has.
  return getOperationAST(document, name ?? undefined) ?? undefined;
}

function keyOf({ access, overrides, incremental }: PlanChoice): string {
  const on = overrides ? [...overrides].map(([label, isOn]) => `${label}=${isOn}`).join(",") : "";
  return `${incremental ? "i" : ""}|${on}|${access?.key ?? ""}`;
}
