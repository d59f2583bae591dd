/** Tests run as ES modules, straight from the TypeScript, with one PostgreSQL for the run (packages/testing). */
export default {
  testMatch: ["<rootDir>/{packages,schema,gateway,subgraphs,deploy,clients,e2e,bench}/**/test/**/*.test.{ts,tsx}"],
  testPathIgnorePatterns: ["/node_modules/"],
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2024" }, module: { type: "es6" } },
    ],
    "^.+\\.tsx$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", tsx: true },
          target: "es2024",
          transform: { react: { runtime: "automatic" } },
        },
        module: { type: "es6" },
      },
    ],
  },
  // Workspace packages are links in node_modules; jest sees their real paths, which are outside of it.
  transformIgnorePatterns: ["/node_modules/"],
  testEnvironment: "node",
  testTimeout: 60_000,
  maxWorkers: "100%", // tests wait for the database more than they compute
  // What modules of a test leave behind in a worker adds up over hundreds of files; past this it makes way for a new one.
  workerIdleMemoryLimit: "1500MB",
  globalSetup: "<rootDir>/packages/testing/src/globalSetup.ts",
  globalTeardown: "<rootDir>/packages/testing/src/globalTeardown.ts",
};
