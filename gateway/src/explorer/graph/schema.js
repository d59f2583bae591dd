import { buildClientSchema, getIntrospectionQuery } from "graphql";
import { send } from "./send.js";

/** Asks the graph for its schema. Throws SchemaRefused with a sentence when it is not told. */
export async function readSchema(url, headers) {
  const query = getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, schemaDescription: true });
  const { status, result } = await send({ url, headers, operation: { query, operationName: "IntrospectionQuery" } });
  if (!result?.data?.__schema) {
    const reason = result?.errors?.[0]?.message ?? `the answer was ${status}`;
    throw new SchemaRefused(`The gateway does not tell its schema: ${reason}`);
  }
  return buildClientSchema(result.data, { assumeValid: true });
}

export class SchemaRefused extends Error {}
