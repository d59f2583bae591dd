import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { GivenSettings } from "../src/settings/settings.ts";
import { listening, type Running } from "./kit/gateway.ts";
import { people } from "./kit/people.ts";
import { catalog, inventory } from "./kit/shop.ts";

const warehouse = "{ warehouse }";
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const persisted = (text: string, version = 1) => ({ persistedQuery: { version, sha256Hash: hashOf(text) } });

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function gateway(documents: GivenSettings["documents"] = {}): Promise<Running> {
  const running = await listening([catalog(), inventory(), people()], { settings: { documents } });
  ends.push(running.gateway.stop);
  return running;
}

function manifestOf(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), "manifest-"));
  ends.push(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "manifest.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe("automatic persisted queries", () => {
  test("are learnt by hash and text, and asked for by hash from then on", async () => {
    const { post } = await gateway();
    const unknown = await post({ extensions: persisted(warehouse) });
    expect([unknown.status, unknown.body.errors[0].message]).toEqual([200, "PersistedQueryNotFound"]);
    expect(unknown.headers.get("cache-control")).toContain("no-cache");
    await post({ query: warehouse, extensions: persisted(warehouse) });
    expect((await post({ extensions: persisted(warehouse) })).body).toEqual({ data: { warehouse: "North" } });
  });

  test("are not learnt under another text's hash", async () => {
    const { post } = await gateway();
    const forged = await post({ query: "{ caller }", extensions: persisted(warehouse) });
    expect([forged.status, forged.body.errors[0].extensions.code]).toEqual([400, "BAD_REQUEST"]);
    expect((await post({ extensions: persisted(warehouse) })).body.errors[0].message).toBe("PersistedQueryNotFound");
  });

  test("of another version, or with a hash that is none, are refused", async () => {
    const { post } = await gateway();
    expect((await post({ extensions: persisted(warehouse, 2) })).status).toBe(400);
    const nonsense = { persistedQuery: { version: 1, sha256Hash: "../../etc" } };
    expect((await post({ query: warehouse, extensions: nonsense })).status).toBe(400);
  });

  test("may be switched off", async () => {
    const { post } = await gateway({ automatic: false });
    const { body } = await post({ query: warehouse, extensions: persisted(warehouse) });
    expect(body.errors[0]).toMatchObject({
      message: "PersistedQueryNotSupported",
      extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" },
    });
  });
});

describe("trusted documents", () => {
  const trusted = { [hashOf(warehouse)]: warehouse, named: "query Named { caller }" };

  test.each([
    ["an object from ids to texts", trusted],
    [
      "Apollo's manifest",
      {
        format: "apollo-persisted-query-manifest",
        version: 1,
        operations: Object.entries(trusted).map(([id, body]) => ({ id, name: "x", type: "query", body })),
      },
    ],
  ])("are asked for by id, in %s", async (_name, content) => {
    const { post } = await gateway({ manifest: manifestOf(content) });
    expect((await post({ documentId: hashOf(warehouse) })).body).toEqual({ data: { warehouse: "North" } });
    expect((await post({ extensions: persisted(warehouse) })).body).toEqual({ data: { warehouse: "North" } });
    expect((await post({ documentId: "named" })).body.data.caller).toContain("anonymous");
    const unknown = await post({ documentId: "unknown" });
    expect([unknown.status, unknown.body.errors[0].extensions.code]).toEqual([404, "PERSISTED_QUERY_NOT_FOUND"]);
  });

  test("may be all that is let in: as they stand, or by id", async () => {
    const { post } = await gateway({ manifest: manifestOf(trusted), trustedOnly: true });
    expect((await post({ query: warehouse })).body).toEqual({ data: { warehouse: "North" } });
    for (const body of [
      { query: "{ warehouse  }" },
      { query: "{ caller }", documentId: "named" },
      { query: "{ __schema { types { name } } }" },
      { query: "{ caller }", extensions: persisted("{ caller }") },
      { extensions: persisted("{ caller }") },
      {},
    ]) {
      const { status, body: answer } = await post(body);
      expect([status, answer.errors[0].extensions.code]).toEqual([403, "TRUSTED_DOCUMENT_REQUIRED"]);
    }
  });
});
