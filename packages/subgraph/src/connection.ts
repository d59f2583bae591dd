import { CodedError } from "./errors.ts";

/** The arguments of every list. */
export interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

/** A page of a list in Relay's form. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Throws BAD_USER_INPUT unless `first` is from 1 to 100. */
export function checkPage({ first }: PageArguments): void {
  if (!Number.isInteger(first) || first < 1 || first > 100) {
    throw new CodedError("BAD_USER_INPUT", "first must be from 1 to 100");
  }
}

/** A page of rows of which one more than `first` was asked for: whether it came tells if there is a next page. */
export function connection<Node>(
  rows: readonly Node[],
  page: PageArguments & { readonly cursorOf: (node: Node) => string },
): Connection<Node> {
  const edges = rows.slice(0, page.first).map((node) => ({ cursor: page.cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== undefined && page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
