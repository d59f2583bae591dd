import { GraphQLError, isAbstractType, Kind } from "graphql";
import { documentWithout } from "../authorisation/document.ts";
import { conditionOf, objectsOf, requirementsWithin } from "../authorisation/facts.ts";
import type { Policies } from "../authorisation/policies.ts";
import { type Requirement, type Requirements, requirementsOf } from "../authorisation/requirements.ts";
import { BoundedCache } from "../boundedCache.ts";
import type { ToldError } from "../execution/failures.ts";
import type { Caller } from "../pipeline/caller.ts";
import type { Access, OperationExchange } from "../pipeline/exchange.ts";
import { type KnownOperation, safeDocument } from "../pipeline/operation.ts";
import type { Plugin } from "../pipeline/plugin.ts";
import { Refusal } from "../pipeline/refusal.ts";

/** What is told of a field that is withheld; never what would have to be had for it. */
const signInFirst: ToldError = { message: "Sign in first", code: "UNAUTHENTICATED" };
const notAllowed: ToldError = { message: "You are not allowed to see this", code: "FORBIDDEN" };

const nobodyGranted: ReadonlySet<string> = new Set();

/** How many different rights over one operation are kept ready. */
const keptAccesses = 32;

/** What is known of an operation whoever sends it. */
interface Fact {
  readonly requirements: Requirements;
  /** The different ones that it can meet; none, for most operations. */
  readonly within: readonly Requirement[];
  /** Names of policies among them. */
  readonly policies: readonly string[];
  /** By which of the requirements are met, a digit each. */
  readonly accesses: BoundedCache<Access>;
}

/**
 * Enforces `@authenticated`, `@requiresScopes` and `@policy`: what a caller may not see is not fetched, and null in the
 * answer with an error at its path. What cannot be decided is withheld.
 */
export function authorisation(policies: Policies): Plugin {
  const facts = new WeakMap<KnownOperation, Fact>();

  const factOf = (operation: KnownOperation) => {
    let fact = facts.get(operation);
    if (!fact) {
      fact = makeFact(operation);
      facts.set(operation, fact);
    }
    return fact;
  };
  const decide = (exchange: OperationExchange, fact: Fact, granted: ReadonlySet<string>) => {
    const met = fact.within.map((requirement) => isMet(requirement, exchange.caller, granted));
    if (met.every(Boolean)) return;
    const key = met.map(Number).join("");
    exchange.access = fact.accesses.getOrMake(key, () => {
      const unmet = new Set(fact.within.filter((_, index) => !met[index]));
      return accessWithout(unmet, key, exchange.operation, fact.requirements);
    });
    if (exchange.operation.kind === "subscription") refuseWithheldStream(exchange.operation, exchange.access);
  };

  /** None of them when that cannot be said. */
  const grantedTo = async (exchange: OperationExchange, fact: Fact): Promise<ReadonlySet<string>> => {
    try {
      return await policies(fact.policies, exchange.caller, exchange);
    } catch (error) {
      exchange.log.error({ err: error }, "Policies cannot be decided, so they are denied");
      return nobodyGranted;
    }
  };

  return {
    name: "authorisation",
    onOperation(exchange) {
      const fact = factOf(exchange.operation);
      if (fact.within.length === 0) return;
      if (fact.policies.length === 0) return decide(exchange, fact, nobodyGranted);
      return grantedTo(exchange, fact).then((granted) => decide(exchange, fact, granted));
    },
  };
}

function makeFact(operation: KnownOperation): Fact {
  const requirements = requirementsOf(operation.variant.supergraph);
  const within = requirements.areNone ? [] : requirementsWithin(operation, requirements);
  const policies = within.flatMap((requirement) => (requirement.kind === "policies" ? requirement.anyOf.flat() : []));
  return { requirements, within, policies: [...new Set(policies)], accesses: new BoundedCache(keptAccesses) };
}

function isMet(requirement: Requirement, caller: Caller, granted: ReadonlySet<string>): boolean {
  if (requirement.kind === "authenticated") return caller.kind !== "anonymous";
  if (requirement.kind === "policies") return requirement.anyOf.some((all) => all.every((name) => granted.has(name)));
  const { scopes } = caller;
  return requirement.anyOf.some((all) => scopes.has("*") || all.every((name) => scopes.has(name)));
}

function accessWithout(
  unmet: ReadonlySet<Requirement>,
  key: string,
  operation: KnownOperation,
  requirements: Requirements,
): Access {
  const { schema } = operation.variant;
  const root = schema.getRootType(operation.node.operation)!.name;
  const reasonIn = (all: readonly Requirement[]) => {
    const missing = all.filter((requirement) => unmet.has(requirement));
    if (missing.length === 0) return undefined;
    return missing.some(({ kind }) => kind === "authenticated") ? signInFirst : notAllowed;
  };
  // An object that is only known by its interface is each of the interface's objects at once.
  const objectsNamed = (name: string) => {
    const type = conditionOf(schema, name);
    return type && isAbstractType(type) ? objectsOf(schema, type).map((object) => object.name) : [name];
  };
  const typeReason = (name: string) => reasonIn(objectsNamed(name).flatMap((object) => requirements.ofType(object)));
  const fieldReason = (name: string, field: string) =>
    reasonIn(
      objectsNamed(name).flatMap((object) => [...requirements.ofType(object), ...requirements.ofField(object, field)]),
    );

  const document = documentWithout(operation, (type, field) => fieldReason(type, field) !== undefined);
  return {
    key,
    document: document && safeDocument(document, operation.variant),
    withheld: {
      field: fieldReason,
      // There is always a root: what its type demands is demanded of each of its fields.
      type: (name) => (name === root ? undefined : typeReason(name)),
    },
  };
}

/** A subscription whose only root field is withheld has no events: the request is refused. Throws a Refusal. */
function refuseWithheldStream(operation: KnownOperation, { document, withheld }: Access): void {
  if (document) return;
  const field = firstField(operation);
  const root = operation.variant.schema.getSubscriptionType()!;
  const told = withheld.field(root.name, field.name.value) ?? notAllowed;
  const error = new GraphQLError(told.message, {
    nodes: field,
    path: [field.alias?.value ?? field.name.value],
    extensions: { code: told.code },
  });
  const isUnknown = told.code === "UNAUTHENTICATED";
  throw new Refusal([error], {
    status: isUnknown ? 401 : 403,
    headers: isUnknown ? { "www-authenticate": "Bearer" } : {},
  });
}

function firstField({ document, node }: KnownOperation) {
  let { selections } = node.selectionSet;
  for (;;) {
    const [selection] = selections;
    if (selection!.kind === Kind.FIELD) return selection!;
    if (selection!.kind === Kind.INLINE_FRAGMENT) selections = selection!.selectionSet.selections;
    else {
      const { value: name } = selection!.name;
      const fragment = document.definitions.find(
        (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
      );
      selections = (fragment as Extract<typeof fragment, { selectionSet: object }>).selectionSet.selections;
    }
  }
}
