export { countStatements } from "./countStatements.ts";
export { emptyDatabase } from "./emptyDatabase.ts";
export { describeOn, type EngineVariable } from "./engines.ts";
export { eventually } from "./eventually.ts";
export { callerOf, identityHeaders, requestOf, type TestCaller } from "./identity.ts";
export { type SeverableProxy, startSeverableProxy } from "./severableProxy.ts";
export { type SchemaUnderTest, type TestDatabase, testDatabase } from "./testDatabase.ts";
export { type TestRedis, testRedis } from "./testRedis.ts";
export { type CollectedSpan, startTraceCollector, type TraceCollector } from "./traceCollector.ts";
