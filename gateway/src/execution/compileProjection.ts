import {
  type GraphQLLeafType,
  type GraphQLNullableType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import type { ResponseType, Selection, ShapeField } from "../response/shape.ts";
import { compileCode, literalKey, property, quoted } from "./code.ts";
import type { Container } from "./merge.ts";
import { isTold, type Projection, responseTypeOf } from "./project.ts";

/** Writes a response from data that is all as it should be; throws `irregular` otherwise. */
export type PlainProjection = (data: Container) => Container;

/** Thrown for data with anything in it that has to be told of: a null where none may be, a value of another type. */
export const irregular = Symbol("irregular");

/** How many fields are compiled as one piece; what lies below is compiled when it is first met. */
const fieldsOfPiece = 500;

/**
 * Compiles the projection of data without failures. Objects are written as literals, so all objects of one selection
 * have one hidden class, which is what makes both this and `JSON.stringify` fast. Objects of abstract types are
 * compiled for each type when one is first met: there may be very many, and few occur.
 */
export function compileProjection(projection: Projection): PlainProjection {
  return compilePiece(projection, projection.rootType, projection.selection);
}

function compilePiece(projection: Projection, type: ResponseType, selection: Selection): PlainProjection {
  return new Piece(projection).compile(type, selection);
}

class Piece {
  readonly #projection: Projection;
  readonly #constants: Record<string, unknown> = { irregular };
  readonly #functions: string[] = [];
  #fields = 0;
  #names = 0;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  compile(type: ResponseType, selection: Selection): PlainProjection {
    const root = this.#object(type, selection);
    return compileCode<PlainProjection>(`${this.#functions.join("\n")}\nreturn ${root};`, this.#constants);
  }

  /** A function for objects of one type; gives its name. */
  #object(type: ResponseType, selection: Selection): string {
    const name = this.#name("object");
    const { withheld } = this.#projection;
    const fields = selection.fieldsOf(type);
    const isWithheld =
      withheld && (withheld.type(type.name) || fields.some((field) => withheld.field(type.name, field.name)));
    const body = isWithheld || !isTold(type, selection) ? "throw irregular;" : this.#literal(type, fields);
    this.#functions.push(`function ${name}(data) { ${body} }`);
    return name;
  }

  #literal(type: ResponseType, fields: readonly ShapeField[]): string {
    this.#fields += fields.length;
    const statements: string[] = [];
    const members = fields.map((field) => {
      const key = literalKey(field.key);
      if (field.name === "__typename") return `${key}: ${quoted(type.name)}`;
      if (field.type === null) return `${key}: ${property("data", field.source)}`;
      const value = this.#name("value");
      statements.push(`let ${value} = ${property("data", field.source)}; ${this.#complete(field.type, value, field)}`);
      return `${key}: ${value}`;
    });
    return `${statements.join("\n")}\nreturn {${members.join(", ")}};`;
  }

  /** Statements that turn the value of a variable into what is written of it. */
  #complete(type: GraphQLOutputType, value: string, field: ShapeField): string {
    const nullable = isNonNullType(type) ? type.ofType : type;
    const ifNull = isNonNullType(type) ? "throw irregular;" : `${value} = null;`;
    if (isLeafType(nullable)) return this.#leaf(nullable, value, ifNull);
    const complete = isListType(nullable)
      ? this.#list(nullable.ofType, value, field)
      : this.#objectOf(nullable as GraphQLNullableType & GraphQLOutputType, value, field);
    return `if (${value} === null || ${value} === undefined) ${ifNull} else { ${complete} }`;
  }

  #leaf(type: GraphQLLeafType, value: string, ifNull: string): string {
    const ifOther = `if (${value} === null || ${value} === undefined) ${ifNull} else`;
    if (isEnumType(type)) {
      const names = this.#constant("names", new Set(type.getValues().map(({ name }) => name)));
      return `if (!${names}.has(${value})) { ${ifOther} throw irregular; }`;
    }
    switch (type.name) {
      case "String":
        return `if (typeof ${value} !== "string") { ${ifOther} throw irregular; }`;
      case "ID":
        return `if (typeof ${value} !== "string") {
          ${ifOther} if (Number.isInteger(${value})) ${value} = String(${value}); else throw irregular;
        }`;
      case "Int":
        return `if (typeof ${value} !== "number" || (${value} | 0) !== ${value}) { ${ifOther} throw irregular; }`;
      case "Float":
        return `if (typeof ${value} !== "number" || !Number.isFinite(${value})) { ${ifOther} throw irregular; }`;
      case "Boolean":
        return `if (typeof ${value} !== "boolean") { ${ifOther} throw irregular; }`;
      default:
        // A scalar that the schema only names is for its subgraph to define; it passes as it came.
        return `${ifOther} {}`;
    }
  }

  #list(itemType: GraphQLOutputType, value: string, field: ShapeField): string {
    const items = this.#name("items");
    const item = this.#name("item");
    return `if (!Array.isArray(${value})) throw irregular;
      const ${items} = [];
      for (let ${item} of ${value}) { ${this.#complete(itemType, item, field)} ${items}.push(${item}); }
      ${value} = ${items};`;
  }

  #objectOf(type: GraphQLOutputType, value: string, { selection }: ShapeField): string {
    const write =
      isObjectType(type) && this.#fields < fieldsOfPiece
        ? this.#object(type, selection)
        : this.#constant("write", this.#whenMet(type, selection));
    return `if (typeof ${value} !== "object" || Array.isArray(${value})) throw irregular; ${value} = ${write}(${value});`;
  }

  /** A function that compiles what is written of each type of object when it meets one. */
  #whenMet(type: GraphQLOutputType, selection: Selection): PlainProjection {
    const projection = this.#projection;
    const known = new Map<unknown, PlainProjection>();
    return (data) => {
      const typeName = isObjectType(type) ? type.name : data.__typename;
      const write = known.get(typeName);
      if (write) return write(data);
      const objectType = responseTypeOf(projection.schema, type, typeName);
      if (!objectType) throw irregular;
      const compiled = compilePiece(projection, objectType, selection);
      known.set(typeName, compiled);
      return compiled(data);
    };
  }

  #constant(kind: string, value: unknown): string {
    const name = this.#name(kind);
    this.#constants[name] = value;
    return name;
  }

  #name(kind: string): string {
    this.#names += 1;
    return `${kind}${this.#names}`;
  }
}
