import { describe, expect, test } from "@jest/globals";
import { type Container, mergeInto } from "../src/execution/merge.ts";
import { compileCollect, pathsOf, toArray } from "../src/execution/path.ts";
import { rewrite } from "../src/execution/rewrites.ts";

const matches = (typeName: unknown, condition: string) => typeName === condition || condition === "Any";

describe("rewrites", () => {
  test("rename a field of the types that they are for, in lists too", () => {
    const data: Container = {
      items: [
        { __typename: "A", x__alias_0: 1 },
        { __typename: "B", x__alias_0: 2 },
      ],
    };
    rewrite(data, [{ kind: "KeyRenamer", path: ["items", "... on A", "x__alias_0"], renameKeyTo: "x" }], matches);
    expect(data.items).toEqual([
      { __typename: "A", x: 1 },
      { __typename: "B", x__alias_0: 2 },
    ]);
  });

  test("set a value", () => {
    const data: Container = { __typename: "A", id: 1 };
    rewrite(data, [{ kind: "ValueSetter", path: ["... on Any", "__typename"], setValueTo: "I" }], matches);
    expect(data).toEqual({ __typename: "I", id: 1 });
  });
});

describe("merging", () => {
  test("goes item by item through lists, and null takes the place of nothing", () => {
    const target: Container = { a: [{ x: 1 }, null], b: { y: 1 }, c: null };
    mergeInto(target, { a: [{ z: 2 }, { x: 3 }], b: null, c: { y: 2 }, d: null }, false);
    expect(target).toEqual({ a: [{ x: 1, z: 2 }, { x: 3 }], b: { y: 1 }, c: { y: 2 }, d: null });
  });

  test("copies what belongs to several places", () => {
    const source = { deep: { list: [{ x: 1 }] } };
    const [one, other]: Container[] = [{}, {}];
    mergeInto(one!, source, true);
    mergeInto(other!, source, true);
    mergeInto(one!, { deep: { list: [{ y: 2 }] } }, false);
    expect(other).toEqual({ deep: { list: [{ x: 1 }] } });
  });
});

test("objects are found through lists of lists, with their paths", () => {
  const data: Container = { a: [[{ b: {} }, null], []] };
  const found = compileCollect(["a", "@", "@", "b"])([data]);
  expect(found).toEqual([{}]);
  expect(toArray(pathsOf(data).get(found[0]!))).toEqual(["a", 0, 0, "b"]);
});
