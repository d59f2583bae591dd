import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
} from "graphql";
import { type Draw, draw } from "./draw.ts";

/** How likely it is, in per cent, that something is wrong, and that something is a promise. */
export interface Weather {
  readonly faults: number;
  readonly promises: number;
  /**
   * Whether a failure that nobody waits for does no harm. graphql-js leaves some behind where it gives up a list, and a
   * test, like a process, ends for one.
   */
  isForgiving?: boolean;
}

/** Makes a value anew for each execution: promises, and objects that may be changed, are not for two of them. */
type Make = () => unknown;

/** What resolvers were asked, in order. */
export type Calls = string[];

const deepest = 5;

/** The value of a root type, and its resolvers put into the schema: all of them answer alike each time. */
export function drawData(
  g: Draw,
  schema: GraphQLSchema,
  weather: Weather,
  calls: Calls,
): Record<"query" | "mutation", Make> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !type.name.startsWith("__")) drawBehaviour(g, schema, type, weather, calls);
  }
  return {
    query: drawObject(g, schema, schema.getQueryType()!, weather, 0),
    mutation: drawObject(g, schema, schema.getMutationType()!, weather, 0),
  };
}

function drawBehaviour(g: Draw, schema: GraphQLSchema, type: GraphQLObjectType, weather: Weather, calls: Calls): void {
  if (draw.chance(g, 15)) {
    const answers = draw.oneOf(g, weather.promises ? ["yes", "promised", "no"] : ["yes", "yes", "no"]);
    const isRight = answers !== "no" || !draw.chance(g, weather.faults);
    type.isTypeOf = (value) => {
      const answer = isRight && (value as { kind?: string }).kind === type.name;
      return answers === "promised" ? Promise.resolve(answer) : answer;
    };
  }
  for (const field of Object.values(type.getFields())) {
    if (!draw.chance(g, 35)) continue;
    const make = drawValue(g, schema, field.type, weather, 2);
    field.resolve = ((_source, given, _context, info) => {
      calls.push(`${type.name}.${field.name} ${JSON.stringify([given, info.path, info.variableValues])}`);
      return make();
    }) as GraphQLFieldResolver<unknown, unknown>;
  }
}

function drawValue(g: Draw, schema: GraphQLSchema, type: GraphQLOutputType, weather: Weather, depth: number): Make {
  const make = drawFault(g, weather) ?? drawRight(g, schema, type, weather, depth);
  if (!draw.chance(g, weather.promises)) return make;
  const ticks = draw.integer(g, 3);
  return () => (weather.isForgiving ? Forgiven.resolve(later(make, ticks)) : later(make, ticks));
}

function drawFault(g: Draw, { faults }: Weather): Make | undefined {
  if (!draw.chance(g, faults)) return undefined;
  return draw.oneOf<Make>(g, [
    () => null,
    () => undefined,
    () => new Error("An error for a value"),
    () => ({ of: "another kind" }),
    () => 7.5,
    () => "text",
    () => {
      throw new Error("Thrown");
    },
    () => {
      throw new GraphQLError("Told", { extensions: { code: "FORBIDDEN" } });
    },
    () => {
      throw "not even an error";
    },
  ]);
}

function drawRight(g: Draw, schema: GraphQLSchema, type: GraphQLOutputType, weather: Weather, depth: number): Make {
  const bare = getNullableType(type);
  if (bare === type && draw.chance(g, 10)) return () => null;
  if (isListType(bare)) {
    const items = Array.from({ length: draw.integer(g, 3) }, () =>
      drawValue(g, schema, bare.ofType, weather, depth + 1),
    );
    const all = () => items.map((make) => make());
    return draw.chance(g, 15) ? () => new Set(all()) : all;
  }
  if (isLeafType(bare)) return drawLeaf(g, bare.name);
  if (depth > deepest) return () => null;
  const object = isAbstractType(bare) ? draw.oneOf(g, schema.getPossibleTypes(bare)) : (bare as GraphQLObjectType);
  return drawObject(g, schema, object, weather, depth + 1);
}

function drawLeaf(g: Draw, name: string): Make {
  const value = draw.oneOf<unknown>(
    g,
    {
      Int: [0, 5, -3, "12", 2 ** 31],
      Float: [0.5, 3, "1.5"],
      String: ["", "text", 5, true],
      Boolean: [true, false, 1],
      ID: ["id", 17],
      Colour: ["internal RED", "internal BLUE", "RED"],
      Even: [2, 4, 3, 100],
    }[name]!,
  );
  return () => value;
}

/**
 * Every property is made when it is read, so that a promise nobody asks for is never there; what is made is drawn when
 * it is first read, by a source of its own, so that it depends on nobody's order.
 */
function drawObject(g: Draw, schema: GraphQLSchema, type: GraphQLObjectType, weather: Weather, depth: number): Make {
  const properties: PropertyDescriptorMap = {};
  for (const field of Object.values(type.getFields())) {
    if (field.resolve || draw.chance(g, 5)) continue;
    const own = draw.fork(g);
    let drawn: Make | undefined;
    const make = () => {
      drawn ??= drawValue(own, schema, field.type, weather, depth);
      return drawn();
    };
    const isMethod = draw.chance(g, 10);
    properties[field.name] = {
      get: isMethod ? () => (given: unknown) => (Object.keys(given as object).length > 9 ? null : make()) : make,
    };
  }
  const named = draw.chance(g, weather.faults) ? draw.oneOf(g, ["Nobody", "Colour", "Mutation"]) : type.name;
  return () => Object.defineProperties({ __typename: named, kind: type.name }, properties);
}

async function later(make: Make, ticks: number): Promise<unknown> {
  for (let tick = 0; tick < ticks; tick++) await undefined;
  return make();
}

/** A promise that, with all that is made of it, does not mind if nobody hears that it failed. */
class Forgiven<T> extends Promise<T> {
  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  override then<Kept = T, Caught = never>(
    kept?: ((value: T) => Kept | PromiseLike<Kept>) | null,
    caught?: ((reason: unknown) => Caught | PromiseLike<Caught>) | null,
  ): Promise<Kept | Caught> {
    const next = super.then(kept, caught);
    super.then.call(next, undefined, () => {});
    return next;
  }
}
