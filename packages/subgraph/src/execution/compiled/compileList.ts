import { GraphQLError, type GraphQLOutputType, isLeafType, isNonNullType } from "graphql";
import { compilePosition, type Position } from "./compilePosition.ts";
import { letGo, whenFilled } from "./pending.ts";
import { type Complete, isPromise, type Path, type Place, type Run } from "./run.ts";

/** A list: each item at its own position, promises among them waited for together. */
export function compileList(place: Place, itemType: GraphQLOutputType, complete: Complete): Complete {
  const position = compilePosition(place, itemType, complete);
  const completeItem = isLeafType(isNonNullType(itemType) ? itemType.ofType : itemType)
    ? leafItem(position)
    : placedItem(position);

  return (run, list, path) => {
    const items = itemsOf(place, list);
    const completed = new Array<unknown>(items.length);
    const pending: number[] = [];
    try {
      for (let index = 0; index < items.length; index++) {
        const item = completeItem(run, items[index], path, index);
        completed[index] = item;
        if (isPromise(item)) pending.push(index);
      }
    } catch (thrown) {
      letGo(completed, pending);
      throw thrown;
    }
    return pending.length > 0 ? whenFilled(completed, pending) : completed;
  };
}

type CompleteItem = (run: Run, item: unknown, list: Path | undefined, index: number) => unknown;

function placedItem({ settle }: Position): CompleteItem {
  return (run, item, list, index) => settle(run, item, { prev: list, key: index, typename: undefined });
}

/** A leaf has nothing below it, so its path is made only when something is wrong with it. */
function leafItem({ complete, settle, fail }: Position): CompleteItem {
  return (run, item, list, index) => {
    if (isPromise(item)) return settle(run, item, { prev: list, key: index, typename: undefined });
    try {
      return complete(run, item, undefined);
    } catch (thrown) {
      return fail(run, thrown, { prev: list, key: index, typename: undefined });
    }
  };
}

function itemsOf({ parent, field }: Place, list: unknown): readonly unknown[] {
  if (Array.isArray(list)) return list;
  if (isIterable(list)) return Array.from(list);
  throw new GraphQLError(`Expected Iterable, but did not find one for field "${parent.name}.${field.name}".`);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === "function";
}
