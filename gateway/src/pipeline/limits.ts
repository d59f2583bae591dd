import {
  type ASTVisitor,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";

/** What one request may ask for. */
export interface Limits {
  /** Of a request's body, in bytes. */
  readonly bodyBytes: number;
  /** Of a document, as the parser counts them. */
  readonly tokens: number;
  /** Levels of fields below the root. */
  readonly depth: number;
  /** Fields in all, each fragment counted wherever it is spread. */
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Documents that are kept parsed, validated and planned, of each variant of the graph. */
  readonly documents: number;
  /** For the whole answer. The platform's slowest mutation answers within ten seconds. */
  readonly deadlineMilliseconds: number;
  /** Open at a time on one WebSocket. */
  readonly subscriptions: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 1024 * 1024,
  tokens: 5_000,
  depth: 20,
  fields: 2_000,
  aliases: 100,
  directives: 100,
  documents: 1_000,
  deadlineMilliseconds: 15_000,
  subscriptions: 100,
};

/** What a document may ask for, however it came. */
export type DocumentSize = Pick<Limits, "depth" | "fields" | "aliases" | "directives">;

interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
}

const none: Size = { depth: 0, fields: 0, aliases: 0, directives: 0 };

/**
 * Refuses operations that would cost too much to plan and execute. Each fragment is measured once and counted at every
 * spread, so neither the measuring nor what passes it can be blown up by fragments within fragments.
 */
export function limitsRule(limits: DocumentSize): ValidationRule {
  return (context): ASTVisitor => {
    const measure = measurer(context);
    return {
      OperationDefinition(node) {
        const size = add(measure(node.selectionSet), { ...none, directives: node.directives?.length ?? 0 });
        const refuse = (message: string) => context.reportError(new GraphQLError(message, { nodes: node }));
        if (size.depth > limits.depth) {
          refuse(`The operation is ${size.depth} levels deep; at most ${limits.depth} are allowed.`);
        }
        for (const what of ["fields", "aliases", "directives"] as const) {
          if (size[what] > limits[what]) {
            refuse(`The operation has ${size[what]} ${what}; at most ${limits[what]} are allowed.`);
          }
        }
      },
    };
  };
}

function measurer(context: ValidationContext): (selectionSet: SelectionSetNode) => Size {
  const fragments = new Map<string, Size>();

  function ofFragment(name: string): Size {
    const known = fragments.get(name);
    if (known) return known;
    // In case it spreads itself, which another rule refuses.
    fragments.set(name, none);
    const body = context.getFragment(name)?.selectionSet;
    const size = body ? measure(body) : none;
    fragments.set(name, size);
    return size;
  }

  function measure({ selections }: SelectionSetNode): Size {
    let total = none;
    for (const selection of selections) {
      const directives = { ...none, directives: selection.directives?.length ?? 0 };
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        total = add(total, add(ofFragment(selection.name.value), directives));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        total = add(total, add(measure(selection.selectionSet), directives));
      } else if (!selection.name.value.startsWith("__")) {
        const below = selection.selectionSet ? measure(selection.selectionSet) : none;
        const field = { ...below, depth: below.depth + 1, fields: below.fields + 1 };
        total = add(total, add(add(field, { ...none, aliases: selection.alias ? 1 : 0 }), directives));
      } else {
        // Introspection is no deeper than graphql's own rule allows, and touches no subgraph; but fragments of nothing
        // else multiply like any other.
        total = add(total, add({ ...none, fields: 1, aliases: selection.alias ? 1 : 0 }, directives));
      }
    }
    return total;
  }
  return measure;
}

function add(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    fields: a.fields + b.fields,
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
  };
}
