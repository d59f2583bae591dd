import type { ExecutionResult } from "graphql";
import { BoundedCache } from "../boundedCache.ts";
import type { Selection, Shapes, Variables } from "../response/shape.ts";
import { compileProjection, irregular, type PlainProjection } from "./compileProjection.ts";
import type { Failures } from "./failures.ts";
import type { Container } from "./merge.ts";
import { type Projection, project } from "./project.ts";

/** Writes an operation's response from its merged data. */
export type Respond = (data: Container, failures: Failures | undefined, variables: Variables) => ExecutionResult;

/** How many combinations of the variables of `@skip` and `@include` are kept for one operation. */
const keptShapes = 8;

interface Shape {
  readonly projection: Projection;
  uses: number;
  plain: PlainProjection | undefined;
}

/**
 * Responses by shape: one shape serves all requests that skip and include the same. A shape is compiled when it is used
 * a second time; one that is used but once costs more to compile than to interpret.
 */
export function respondBy(shapes: Shapes, common: Omit<Projection, "selection">): Respond {
  const known = new BoundedCache<Shape>(keptShapes);
  return (data, failures, variables) => {
    const shape = known.getOrMake(shapes.nameFor(variables), () => shapeOf(shapes.make(variables), common));
    if (!failures) {
      const plain = plainOf(shape);
      const written = plain && writtenBy(plain, data);
      if (written) return { data: written };
    }
    return project(shape.projection, data, failures);
  };
}

function shapeOf(selection: Selection, common: Omit<Projection, "selection">): Shape {
  return { projection: { ...common, selection }, uses: 0, plain: undefined };
}

function plainOf(shape: Shape): PlainProjection | undefined {
  shape.uses += 1;
  if (shape.uses > 1) shape.plain ??= compileProjection(shape.projection);
  return shape.plain;
}

function writtenBy(plain: PlainProjection, data: Container): Container | undefined {
  try {
    return plain(data);
  } catch (error) {
    if (error === irregular) return undefined;
    throw error;
  }
}
