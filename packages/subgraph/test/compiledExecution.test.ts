import { describe, expect, test } from "@jest/globals";
import {
  buildSchema,
  type ExecutionResult,
  execute,
  type GraphQLFormattedError,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { compileDocument } from "../src/execution/compiled/compileDocument.ts";
import { type Draw, drawFrom } from "./kit/draw.ts";
import { type Calls, drawData, type Weather } from "./kit/generatedData.ts";
import { drawRequest } from "./kit/generatedOperation.ts";
import { drawSchema } from "./kit/generatedSchema.ts";

const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule && rule !== NoUnusedVariablesRule);

/** The same request answered by graphql-js and, three times, as a subgraph does: first in the same way, then compiled. */
async function answers(g: Draw, weather: Weather) {
  const schema = drawSchema(g);
  const calls: Calls = [];
  const data = drawData(g, schema, weather, calls);
  const request = drawRequest(g, schema, weather.faults);
  const document = parse(request.document, { noLocation: true });
  if (validate(schema, document, rules).length > 0) return undefined;

  const run = async (how: (execution: object) => unknown) => {
    calls.length = 0;
    const rootValue = data[request.kind]();
    const result = (await how({ rootValue, contextValue: {}, variableValues: request.variables })) as ExecutionResult;
    return { ...told(result), calls: [...calls] };
  };
  const compiled = compileDocument(schema, document);
  weather.isForgiving = true;
  const wanted = await run((execution) => execute({ schema, document, ...execution }));
  const first = await run((execution) => compiled(undefined, execution));
  weather.isForgiving = false;
  const second = await run((execution) => compiled(undefined, execution));
  const third = await run((execution) => compiled(undefined, execution));
  return { wanted, given: [first, second, third], shown: request };
}

type Told = ReturnType<typeof told>;

function told({ data, errors }: ExecutionResult) {
  return { data: JSON.stringify(data), errors: (errors ?? []).map((error) => inOneVoice(error.toJSON())) };
}

/** A fault of ours that no client is told: what it is about has to be the same, the words need not. */
function inOneVoice(error: GraphQLFormattedError): GraphQLFormattedError {
  const ofTheType =
    /^(Abstract type |Runtime Object type |Expected value of type |The type of a |What was resolved is no )/;
  const ofTheLeaf = /^(Expected `|\w+ makes no value of what was resolved)/;
  if (ofTheType.test(error.message)) return { ...error, message: "wrong type" };
  return ofTheLeaf.test(error.message) ? { ...error, message: "no value" } : error;
}

/** Where the answer became null for an error. */
function nulledBy(data: string | undefined, { path }: GraphQLFormattedError): string {
  let value = data === undefined ? null : JSON.parse(data);
  const walked: (string | number)[] = [];
  for (const key of path ?? []) {
    if (value === null) break;
    value = value[key];
    walked.push(key);
  }
  return JSON.stringify(walked);
}

/** Enough to meet each kind of fault in each kind of place many times over, in some seconds. */
const seeds = Array.from({ length: 200 }, (_, seed) => seed);

/** What one seed makes, for all seeds that make a valid document; most do. */
async function* everyAnswer(weather: Weather) {
  let valid = 0;
  for (const seed of seeds) {
    const answer = await answers(drawFrom(seed), weather);
    if (!answer) continue;
    valid++;
    yield { ...answer, seed };
  }
  expect(valid).toBeGreaterThan(seeds.length / 2);
}

describe("a compiled operation answers as graphql-js does", () => {
  test("in all that can be seen when resolvers give values: data, errors in order, and what they were asked", async () => {
    for await (const { seed, shown, wanted, given } of everyAnswer({ faults: 6, promises: 0 })) {
      for (const answer of given) expect({ seed, shown, ...answer }).toEqual({ seed, shown, ...wanted });
    }
  });

  test("when nothing fails and some resolvers give promises", async () => {
    for await (const { seed, shown, wanted, given } of everyAnswer({ faults: 0, promises: 30 })) {
      if (wanted.errors.length > 0) continue;
      for (const { data, errors, calls } of given) {
        expect({ seed, shown, data, errors }).toEqual({ seed, shown, data: wanted.data, errors: [] });
        expect([...calls].sort()).toEqual([...wanted.calls].sort());
      }
    }
  });

  test("when promises fail: in the data, and with an error for each place that is null for one", async () => {
    // Which of several failures below one place is told depends on which was first.
    const places = ({ data, errors }: Told) => new Set(errors.map((error) => nulledBy(data, error)));
    for await (const { seed, shown, wanted, given } of everyAnswer({ faults: 6, promises: 30 })) {
      for (const answer of given) {
        expect({ seed, shown, data: answer.data, places: places(answer) }).toEqual({
          seed,
          shown,
          data: wanted.data,
          places: places(wanted),
        });
        for (const error of answer.errors) {
          if (!error.path) expect(wanted.errors).toContainEqual(error);
          const same = wanted.errors.find(({ path }) => JSON.stringify(path) === JSON.stringify(error.path));
          if (error.path && same) expect(error).toEqual(same);
        }
      }
    }
  });
});

test("what fails below a place that is null already is not told", async () => {
  const schema = buildSchema("type Query { one: One, slow: Int } type One { first: Int!, later: Int }");
  const fail = async (ticks: number) => {
    for (let tick = 0; tick < ticks; tick++) await undefined;
    throw new Error(`After ${ticks}`);
  };
  const rootValue = {
    one: () => ({ first: () => fail(0), later: () => fail(20) }),
    slow: async () => {
      for (let tick = 0; tick < 50; tick++) await undefined;
      return 5;
    },
  };
  const compiled = compileDocument(schema, parse("{ one { later first } slow }"));
  for (let time = 0; time < 3; time++) {
    const { data, errors } = await compiled(undefined, { rootValue });
    expect(data).toEqual({ one: null, slow: 5 });
    expect(errors?.map(({ message }) => message)).toEqual(["After 0"]);
  }
});
