import { expect, test } from "@jest/globals";
import { scenario } from "../../src/scenario.ts";
import { send } from "../../src/send.ts";
import { customer, staff } from "../../src/world.ts";

const createKey = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { __typename ... on ApiKeyCreated { key apiKey { id } } ... on UserError { message } }
}`;
const revokeKey = "mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { __typename } }";
const products = "{ products(first: 2) { edges { node { title } } } }";

export const partner = scenario("a partner's program", (platform) => {
  /** Sends a request as staff. */
  async function asStaff(query: string, variables: object) {
    const { token } = await staff(platform());
    const { body } = await send(platform(), { query, variables }, { authorization: `Bearer ${token}` });
    expect(body.errors).toBeUndefined();
    return body.data;
  }

  async function partner() {
    const { session } = await customer(platform());
    const roles = "mutation ($input: SetUserRolesInput!) { setUserRoles(input: $input) { __typename } }";
    const input = { userId: session.user.id, roles: ["PARTNER"] };
    expect((await asStaff(roles, { input })).setUserRoles.__typename).toBe("UserRolesSet");
    return session.user.id as string;
  }

  async function apiKey(ownerId: string, given: { trustedDocumentsOnly?: boolean; scopes?: string[] } = {}) {
    const input = { name: "A program", ownerId, trustedDocumentsOnly: false, ...given };
    const { createApiKey } = await asStaff(createKey, { input });
    if (createApiKey.__typename !== "ApiKeyCreated") throw new Error(`No key: ${JSON.stringify(createApiKey)}`);
    return { key: createApiKey.key as string, id: createApiKey.apiKey.id as string };
  }

  const using = (key: string, query: string, below = "") => send(platform(), { query }, { "x-api-key": key }, below);

  test("uses the partners' graph with its API key, and nothing beyond", async () => {
    const { key } = await apiKey(await partner());
    for (const below of ["", "/partner"]) {
      const { status, body } = await using(key, products, below);
      expect(status).toBe(200);
      expect(body.data.products.edges).toHaveLength(2);
    }
    for (const query of ["{ me { id } }", "{ warehouses { id } }", "mutation { logout { __typename } }"]) {
      const { status, body } = await using(key, query);
      expect(status).toBe(400);
      expect(body.data).toBeUndefined();
    }
    for (const below of ["/admin", "/shopper"]) expect((await using(key, products, below)).status).toBe(403);
  });

  test("is refused with a key that was revoked, changed or made up", async () => {
    const owner = await partner();
    const { key, id } = await apiKey(owner);
    const other = await apiKey(owner);
    expect((await asStaff(revokeKey, { id })).revokeApiKey.__typename).toBe("ApiKeyRevoked");
    const [prefix, , secret] = key.split("_");
    for (const bad of [
      key,
      `${other.key.slice(0, -1)}${other.key.endsWith("0") ? "1" : "0"}`,
      `${prefix}_${other.id}_${secret}`,
      id,
      "nonsense",
    ]) {
      const { status, body } = await using(bad, products);
      expect(status).toBe(401);
      expect(body).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
      expect(body.data).toBeUndefined();
    }
    expect((await using(other.key, products)).status).toBe(200);
  });

  test("sends one credential, not several", async () => {
    const { key } = await apiKey(await partner());
    const { token } = await staff(platform());
    const headers = { "x-api-key": key, authorization: `Bearer ${token}` };
    expect((await send(platform(), { query: products }, headers)).status).toBe(400);
  });

  test("may be bound to trusted documents", async () => {
    const { key } = await apiKey(await partner(), { trustedDocumentsOnly: true });
    const { status, body } = await using(key, products);
    expect(status).toBe(403);
    expect(body.data).toBeUndefined();
  });
});
