import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "@angidi/subgraph";
import { afterEach, describe, expect, test } from "@jest/globals";
import { checkSettings, readSettings } from "../src/settings/readSettings.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function fileOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "settings-"));
  folders.push(folder);
  const path = join(folder, "gateway.yaml");
  writeFileSync(path, text);
  return path;
}

describe("a config file", () => {
  test("may be empty: everything has a default", () => {
    expect(readSettings(fileOf(""), {})).toMatchObject({
      listen: { port: 4000, host: "127.0.0.1" },
      limits: { depth: 20, deadlineMilliseconds: 15_000 },
    });
  });

  test("may be JSON", () => {
    expect(readSettings(fileOf(`{"listen": {"port": 5000}}`), {}).listen.port).toBe(5000);
  });

  test("takes from the environment what it names there, with defaults, and leaves out what comes to nothing", () => {
    const path = fileOf(`
listen: { port: "\${PORT:-4100}", host: "\${HOST}" }
signing: { key: "\${KEY}" }
subgraphs: { users: { url: "http://\${USERS_HOST}/graphql" } }
`);
    expect(readSettings(path, { USERS_HOST: "users.test" })).toMatchObject({
      listen: { port: 4100, host: "127.0.0.1" },
      signing: {},
      subgraphs: { users: { url: "http://users.test/graphql" } },
    });
    expect(readSettings(path, { USERS_HOST: "u.test", PORT: "1", HOST: "::1" }).listen).toMatchObject({
      port: 1,
      host: "::1",
    });
  });

  test("names files from its own folder", () => {
    const path = fileOf("supergraph: { file: graph/supergraph.graphql }");
    expect(readSettings(path, {}).supergraph.file).toBe(join(path, "..", "graph/supergraph.graphql"));
  });

  test("with mistakes is refused, all of them told by where they are", () => {
    const path = fileOf(
      "listen: { port: many }\nlimit: {}\nsigning: { key: short }\nsubgraphs: { a: { url: a:4001 } }",
    );
    const read = () => readSettings(path, {});
    expect(read).toThrow(ConfigurationError);
    for (const where of ["listen.port", "limit", "signing.key", "subgraphs.a.url"]) expect(read).toThrow(where);
  });

  test("that is not there, or no YAML, is told in a sentence", () => {
    expect(() => readSettings("/nowhere/gateway.yaml", {})).toThrow(/cannot be read/);
    expect(() => readSettings(fileOf("a: [1"), {})).toThrow(/neither YAML nor JSON/);
  });
});

test("a variant cannot have the name of what the gateway serves itself, nor a proxy an address that is none", () => {
  expect(() => checkSettings({ variants: { stream: { exclude: ["internal"] } } })).toThrow(/variants\.stream/);
  expect(() => checkSettings({ listen: { trustedProxies: ["proxy.test"] } })).toThrow(/listen\.trustedProxies\.0/);
  const trustedProxies = ["loopback", "10.0.0.1", "10.0.0.0/8", "fd00::/8", "::1"] as const;
  expect(checkSettings({ listen: { trustedProxies: [...trustedProxies] } }).listen.trustedProxies).toHaveLength(5);
});

test("origins are written as browsers name them", () => {
  const originsOf = (origins: string | string[]) => checkSettings({ cors: { origins } }).cors.origins;
  expect(originsOf("https://shop.test, http://localhost:*")).toEqual(["https://shop.test", "http://localhost:*"]);
  expect(originsOf(["http://[::1]:3000"])).toEqual(["http://[::1]:3000"]);
  for (const mistaken of ["*", "https://*", "https://shop.test/", "shop.test", "null"]) {
    expect(() => originsOf([mistaken])).toThrow(/cors\.origins\.0: must be an origin/);
  }
});

test("only trusted documents need a manifest", () => {
  expect(() => checkSettings({ documents: { trustedOnly: true } })).toThrow(/needs a manifest/);
});
