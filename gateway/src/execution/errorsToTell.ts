import { GraphQLError } from "graphql";
import type { ShapeField } from "../response/shape.ts";
import type { Fault, ToldError } from "./failures.ts";
import { type Container, isContainer } from "./merge.ts";
import type { PathElement } from "./path.ts";

/**
 * The errors of a response as they are found. Told is none twice, and none for a field that is missing only because of
 * its neighbour when that neighbour's own error explains the null that both are under.
 */
export class ErrorsToTell {
  readonly #found: { readonly error: GraphQLError; readonly isCollateral: boolean }[] = [];

  get count(): number {
    return this.#found.length;
  }

  add(told: ToldError, path: readonly PathElement[], field: ShapeField | undefined, isCollateral = false): void {
    this.#found.push({ error: graphQLError(told, path, field), isCollateral });
  }

  /**
   * A fault that no field of the response shows, by its path as the client would see it. It is told at the null that it
   * is under, if nothing else explains that, or where it is when the client can see all of the path. One of a field
   * that the client did not ask for, where nothing of the client's is missing, is not the client's business.
   */
  addLeftOver(fault: Fault, path: readonly PathElement[], written: Container | null): void {
    const { visible, value } = visibleIn(written, path);
    const isExplained = value === null && this.#found.some(({ error }) => startsWith(error.path, visible));
    if (isExplained || (value !== null && visible.length < path.length)) return;
    this.add(fault, visible, undefined);
  }

  toldWith(written: Container | null): readonly GraphQLError[] {
    const nulls = this.#found.map(({ error }) => textOf(visibleIn(written, error.path ?? []).visible));
    const explained = new Set(nulls.filter((_null, index) => !this.#found[index]!.isCollateral));
    const paths = new Set<string>();
    return this.#found.flatMap(({ error, isCollateral }, index) => {
      if (isCollateral && explained.has(nulls[index]!)) return [];
      const path = textOf(error.path);
      // Errors without a path are of the whole request.
      if (error.path && paths.has(path)) return [];
      paths.add(path);
      return [error];
    });
  }
}

function graphQLError(
  { message, code, extensions }: ToldError,
  path: readonly PathElement[],
  field: ShapeField | undefined,
): GraphQLError {
  return new GraphQLError(message, {
    nodes: field?.nodes,
    path: path.length > 0 ? path : undefined,
    extensions: { ...extensions, code },
  });
}

/** The part of a path that is in the response, and what stands there. */
function visibleIn(written: Container | null, path: readonly PathElement[]) {
  const visible: PathElement[] = [];
  let value: unknown = written;
  for (const key of path) {
    if (!isContainer(value) || !Object.hasOwn(value, key)) break;
    visible.push(key);
    value = value[key];
  }
  return { visible, value };
}

function startsWith(path: readonly PathElement[] | undefined, start: readonly PathElement[]): boolean {
  return start.every((key, depth) => path?.[depth] === key);
}

function textOf(path: readonly PathElement[] | undefined): string {
  return JSON.stringify(path ?? []);
}
