import { ConfigurationError } from "@angidi/subgraph";
import { describe, expect, test } from "@jest/globals";
import { readConfig } from "../src/config.ts";
import { subgraph, supergraphOf } from "./kit/graph.ts";
import { people } from "./kit/people.ts";

const users = subgraph("users", `type Query { me: String }`, { resolvers: {} });
const given = {
  SERVICE_SIGNING_KEY: "a signing key for tests, thirty-two characters or more",
  USERS_URL: "http://users.test:4001/graphql",
  PEOPLE_URL: "http://people.test/graphql",
};

describe("the configuration", () => {
  const supergraph = supergraphOf([users, people()]);

  test("has a default for what a developer does not care about", () => {
    expect(readConfig(given, supergraph)).toMatchObject({
      port: 4000,
      host: "127.0.0.1",
      keysUrl: "http://users.test:4001/.well-known/jwks.json",
      subgraphUrls: new Map([
        ["people", "http://people.test/graphql"],
        ["users", "http://users.test:4001/graphql"],
      ]),
    });
  });

  test("takes what is given", () => {
    const config = readConfig(
      {
        ...given,
        PORT: "5000",
        USERS_JWKS_URL: "https://keys.test/set",
        CORS_ORIGINS: "https://a.test, https://b.test",
      },
      supergraph,
    );
    expect(config).toMatchObject({
      port: 5000,
      keysUrl: "https://keys.test/set",
      origins: ["https://a.test", "https://b.test"],
    });
  });

  test("with mistakes is refused, all of them told", () => {
    const read = () => readConfig({ PORT: "many", USERS_URL: "users:4001" }, supergraph);
    expect(read).toThrow(ConfigurationError);
    for (const variable of ["PORT", "SERVICE_SIGNING_KEY", "USERS_URL", "PEOPLE_URL"]) expect(read).toThrow(variable);
  });

  test("wants to be told where the keys are when no subgraph is called users", () => {
    expect(() => readConfig(given, supergraphOf([people()]))).toThrow("USERS_JWKS_URL");
  });
});
