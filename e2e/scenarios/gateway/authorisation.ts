import { expect, test } from "@jest/globals";
import { scenario } from "../../src/scenario.ts";
import { send } from "../../src/send.ts";
import { customer, product, staff, unique } from "../../src/world.ts";

const somebody = ({ token }: { readonly token?: string | undefined }): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

/** Where the errors of an answer are, and of which code. */
const told = (errors: readonly { path: (string | number)[]; extensions: { code: string } }[] = []) =>
  Object.fromEntries(errors.map(({ path, extensions }) => [path.join("."), extensions.code]));

export const authorisation = scenario("what a caller may see", (platform) => {
  const shoppers = async () => [{ token: undefined }, (await customer(platform())).client];

  test("is answered, what they may not is null with an error at its path", async () => {
    const query = `query ($sku: String!) {
      products(first: 1) { edges { node { title } } }
      stockItem(sku: $sku) { onHand }
      payment(id: "none") { id }
    }`;
    const { sku } = await product(platform(), { onHand: 7 });
    const ask = (headers: Record<string, string>) => send(platform(), { query, variables: { sku } }, headers);
    const admin = await ask(somebody(await staff(platform())));
    expect(admin.body.errors).toBeUndefined();
    expect(admin.body.data.stockItem).toEqual({ onHand: 7 });

    const { client } = await customer(platform());
    for (const [shopper, withheld] of [
      [{}, { stockItem: "FORBIDDEN", payment: "UNAUTHENTICATED" }],
      [client, { stockItem: "FORBIDDEN" }],
    ] as const) {
      const { status, body } = await ask(somebody(shopper));
      expect(status).toBe(200);
      expect(body.data).toMatchObject({ stockItem: null, payment: null });
      expect(body.data.products.edges).toHaveLength(1);
      expect(told(body.errors)).toEqual(withheld);
      expect(JSON.stringify(body.errors)).not.toMatch(/inventory|scope|role|ADMIN|:read|:write/i);
    }
  });

  test("is the same whatever it is called and however it is asked for", async () => {
    for (const query of [
      "{ title: warehouses { id } }",
      "{ ... { warehouses { id } } }",
      "{ ...A } fragment A on Query { ...B } fragment B on Query { w: warehouses { id } }",
      "query ($yes: Boolean = true) { warehouses @include(if: $yes) { id } }",
    ]) {
      for (const shopper of await shoppers()) {
        const { body } = await send(platform(), { query }, somebody(shopper));
        expect(Object.values(told(body.errors))).toEqual(["FORBIDDEN"]);
        expect(Object.values(body.data ?? { nothing: null })).toEqual([null]);
      }
    }
  });

  test("holds for what they may do: a mutation that is withheld is not executed", async () => {
    const name = `Brand ${unique()}`;
    const query = `mutation ($input: CreateBrandInput!) { createBrand(input: $input) { __typename } }`;
    for (const shopper of await shoppers()) {
      const { body } = await send(platform(), { query, variables: { input: { name } } }, somebody(shopper));
      expect(body.data).toBeNull();
      expect(told(body.errors)).toEqual({ createBrand: "FORBIDDEN" });
    }
    const made = await send(platform(), { query, variables: { input: { name } } }, somebody(await staff(platform())));
    expect(made.body.data.createBrand.__typename).toBe("BrandSaved");
  });
});
