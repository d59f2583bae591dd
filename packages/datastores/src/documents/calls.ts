import { AbstractCursor, Collection, Db } from "mongodb";
import { announceCall } from "../statements.ts";
import { checkFilters } from "./filters.ts";
import { asStoreUnavailable } from "./unavailable.ts";

/** The calls that are statements, with the place of their options. */
const statements: Readonly<Record<string, number>> = {
  aggregate: 1,
  bulkWrite: 1,
  command: 1,
  countDocuments: 1,
  deleteMany: 1,
  deleteOne: 1,
  distinct: 2,
  estimatedDocumentCount: 0,
  find: 1,
  findOne: 1,
  findOneAndDelete: 1,
  findOneAndReplace: 2,
  findOneAndUpdate: 2,
  insertMany: 1,
  insertOne: 1,
  replaceOne: 2,
  updateMany: 2,
  updateOne: 2,
};

/**
 * The driver's database, collections and cursors as they are, but that their calls are announced and fail with
 * StoreUnavailable. By the driver's monitoring of commands each answer would be parsed twice for it.
 */
export function overseen<T extends object>(target: T, name: string): T {
  const proxy: T = new Proxy(target, {
    get(_, key) {
      const value = Reflect.get(target, key, target);
      if (typeof value !== "function" || key === "constructor") return value;
      return (...args: unknown[]) => {
        if (typeof key === "string" && Object.hasOwn(statements, key)) {
          checkFilters(key, args);
          announce(target, key, args, name);
        }
        return result(Reflect.apply(value, target, args));
      };
    },
  });

  function result(given: unknown): unknown {
    if (given === target) return proxy; // cursor.sort(…).limit(…)
    if (isPromise(given)) {
      return given.then(result, (error) => {
        throw asStoreUnavailable(name, error);
      });
    }
    return isDriven(given) ? overseen(given, name) : given;
  }

  return proxy;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as Promise<unknown> | null | undefined)?.then === "function";
}

function isDriven(value: unknown): value is object {
  if (value instanceof Collection || value instanceof Db || value instanceof AbstractCursor) return true;
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value && "next" in value;
}

function announce(target: object, call: string, args: readonly unknown[], name: string): void {
  const { comment } = (args[statements[call]!] ?? {}) as { comment?: unknown };
  const scope = target instanceof Collection ? target.collectionName : "db";
  announceCall(name, typeof comment === "string" ? comment : `${scope}.${call}`);
}
