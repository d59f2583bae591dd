import { IDENTITY_HEADER, signIdentity } from "@angidi/subgraph";
import { describe, expect, test } from "@jest/globals";
import { scenario } from "../../src/scenario.ts";
import { send } from "../../src/send.ts";
import { customer, staff } from "../../src/world.ts";

const whoAmI = "{ me { id email } products(first: 1) { edges { node { id } } } }";

export const authentication = scenario("who calls", (platform) => {
  test("is said by the access token that users gives out, and a guest is nobody", async () => {
    const { session, email } = await customer(platform());
    const authorization = `Bearer ${session.accessToken}`;
    const known = await send(platform(), { query: whoAmI }, { authorization });
    expect(known.status).toBe(200);
    expect(known.body.data.me).toMatchObject({ email });

    const unknown = await send(platform(), { query: whoAmI });
    expect(unknown.status).toBe(200);
    expect(unknown.body.data.me).toBeNull();
    expect(unknown.body.data.products.edges).toHaveLength(1);
  });

  test("is not believed of a token that was changed, cut off or made up", async () => {
    const { session } = await customer(platform());
    const [header, payload, signature] = session.accessToken.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const admin = Buffer.from(JSON.stringify({ ...claims, roles: ["ADMIN"] })).toString("base64url");
    const none = Buffer.from(JSON.stringify({ alg: "none", typ: "at+jwt" })).toString("base64url");
    for (const token of [
      `${header}.${admin}.${signature}`,
      `${none}.${admin}.`,
      `${none}.${admin}.${signature}`,
      `${header}.${payload}.`,
      session.refreshToken,
      "nonsense",
    ]) {
      const { status, headers, body } = await send(platform(), { query: whoAmI }, { authorization: `Bearer ${token}` });
      expect(status).toBe(401);
      expect(headers["www-authenticate"]).toMatch(/^Bearer/);
      expect(body).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
      expect(body.data).toBeUndefined();
    }
  });

  describe("by a signed identity", () => {
    const onBehalfOf = { kind: "user", userId: "somebody", roles: ["ADMIN"] } as const;

    test("is not believed from outside, not even of what the platform itself has signed", async () => {
      const { SERVICE_SIGNING_KEY: key } = platform().environment;
      for (const caller of [onBehalfOf, { kind: "service", service: "orders", onBehalfOf }] as const) {
        const identity = signIdentity({ caller, requestId: "forged" }, key!);
        const { status, body } = await send(platform(), { query: whoAmI }, { [IDENTITY_HEADER]: identity });
        expect(status).toBe(401);
        expect(body.data).toBeUndefined();
      }
    });

    test("is not believed beside an access token either", async () => {
      const admin = await staff(platform());
      const headers = { authorization: `Bearer ${admin.token}`, [IDENTITY_HEADER]: "forged.forged" };
      expect((await send(platform(), { query: whoAmI }, headers)).status).toBe(400);
    });
  });
});
