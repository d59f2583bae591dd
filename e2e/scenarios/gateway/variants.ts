import { expect, test } from "@jest/globals";
import { scenario } from "../../src/scenario.ts";
import { send } from "../../src/send.ts";
import { staff } from "../../src/world.ts";

export const variants = scenario("the variants of the graph", (platform) => {
  const fieldsOf = async (type: string, below: string): Promise<string[]> => {
    const query = "query ($type: String!) { __type(name: $type) { fields { name } } }";
    const { body } = await send(platform(), { query, variables: { type } }, {}, below);
    return (body.data.__type?.fields ?? []).map(({ name }: { name: string }) => name);
  };

  test("show shoppers what is theirs, partners what is for them, and staff everything", async () => {
    const [whole, shopper, partner, admin] = await Promise.all(
      ["", "/shopper", "/partner", "/admin"].map((below) => fieldsOf("Query", below)),
    );
    expect(admin!.sort()).toEqual(whole!.sort());
    expect(whole).toContain("warehouses");
    expect(shopper).not.toContain("warehouses");
    expect(shopper).toEqual(expect.arrayContaining(["products", "me", "cart"]));
    expect(partner).toEqual(expect.arrayContaining(["products", "categories"]));
    for (const name of ["me", "cart", "warehouses"]) expect(partner).not.toContain(name);
    expect(await fieldsOf("Warehouse", "/shopper")).toEqual([]);
  });

  test("answer what they show, and know nothing else, whoever asks", async () => {
    const products = "{ products(first: 1) { edges { node { title } } } }";
    const { token } = await staff(platform());
    const authorization = `Bearer ${token}`;
    for (const below of ["", "/shopper", "/partner", "/admin"]) {
      const { status, body } = await send(platform(), { query: products }, {}, below);
      expect(status).toBe(200);
      expect(body.data.products.edges).toHaveLength(1);
    }
    const query = "{ warehouses { code } }";
    for (const below of ["", "/admin"]) {
      expect((await send(platform(), { query }, { authorization }, below)).body.data.warehouses).not.toHaveLength(0);
    }
    for (const below of ["/shopper", "/partner"]) {
      const { status, body } = await send(platform(), { query }, { authorization }, below);
      expect(status).toBe(400);
      expect(body).toMatchObject({ errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] });
    }
    expect((await send(platform(), { query }, { authorization }, "/nobody")).status).toBe(404);
  });
});
