import { expect, test } from "@jest/globals";
import { publicFetchesOf } from "../src/execution/publicFetches.ts";

const isPublic = publicFetchesOf({
  sdl: `
  directive @cacheControl(maxAge: Int, scope: CacheControlScope) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum CacheControlScope { PUBLIC PRIVATE }
  type Query {
    product: Product @cacheControl(scope: PUBLIC)
    me: User
    shelf: Shelf
    count: Int @cacheControl(maxAge: 5)
  }
  type Product { id: ID! title: String seen: Boolean @cacheControl(scope: PRIVATE) buyer: User next: Product }
  type User @cacheControl(scope: PRIVATE) { name: String }
  type Shelf @cacheControl(scope: PUBLIC, maxAge: 5) { code: String product: Product }
`,
});

const asked = (operation: string, operationKind = "query") =>
  isPublic({ kind: "Fetch", serviceName: "a", operation, operationName: undefined, operationKind } as never);

test("a fetch is public when all that it begins with says so, and nothing below says otherwise", () => {
  expect(asked(`{product{__typename id next{title}}}`)).toBe(true);
  expect(asked(`{shelf{code product{title}}}`)).toBe(true);
  expect(asked(`{product{...F}} fragment F on Product{title}`)).toBe(true);
  expect(
    asked(`query($representations:[_Any!]!){_entities(representations:$representations){...on Shelf{code}}}`),
  ).toBe(true);

  expect(asked(`{product{seen}}`)).toBe(false);
  expect(asked(`{product{next{buyer{name}}}}`)).toBe(false);
  expect(asked(`{product{...F}} fragment F on Product{buyer{__typename}}`)).toBe(false);
  expect(asked(`{me{name}}`)).toBe(false);
  expect(asked(`{count}`)).toBe(false);
  expect(asked(`{product{id} count}`)).toBe(false);
  expect(
    asked(`query($representations:[_Any!]!){_entities(representations:$representations){...on Product{title}}}`),
  ).toBe(false);
  expect(asked(`{product{id}}`, "mutation")).toBe(false);
});
