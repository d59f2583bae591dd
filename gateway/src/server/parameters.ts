import type { Parameters } from "../pipeline/exchange.ts";
import { type Refusal, refusal } from "../pipeline/refusal.ts";

/** The parameters in a request's JSON body. Throws a Refusal that says which of them is wrong. */
export function parametersOfBody(body: unknown): Parameters {
  if (body === undefined || body === null) throw wrong("The request has no body");
  if (Array.isArray(body)) throw wrong("Operations cannot be sent in a batch; send one request for each");
  if (typeof body !== "object") throw wrong("The request's body must be a JSON object");
  return checked(body as Record<string, unknown>);
}

/** The parameters in a URL, `variables` and `extensions` as JSON. Throws a Refusal. */
export function parametersOfUrl(url: string): Parameters {
  const start = url.indexOf("?");
  const search = new URLSearchParams(start === -1 ? "" : url.slice(start + 1));
  const given: Record<string, unknown> = {};
  for (const name of ["query", "documentId", "operationName"]) given[name] = search.get(name) ?? undefined;
  for (const name of ["variables", "extensions"]) given[name] = parsed(search.get(name), name);
  // Forms send an empty field for one that nobody filled in.
  if (given.operationName === "") given.operationName = undefined;
  return checked(given);
}

function checked({ query, documentId, operationName, variables, extensions }: Record<string, unknown>): Parameters {
  if (query !== undefined && query !== null && typeof query !== "string") throw wrong("`query` must be a string");
  if (!isAbsent(documentId) && typeof documentId !== "string") throw wrong("`documentId` must be a string");
  if (!isAbsent(operationName) && typeof operationName !== "string") throw wrong("`operationName` must be a string");
  if (!isAbsent(variables) && !isMap(variables)) throw wrong("`variables` must be an object");
  if (!isAbsent(extensions) && !isMap(extensions)) throw wrong("`extensions` must be an object");
  return {
    query: query ?? undefined,
    documentId: (documentId as string | null) ?? undefined,
    operationName: operationName as string | undefined,
    variables: variables as Record<string, unknown> | undefined,
    extensions: extensions as Record<string, unknown> | undefined,
  };
}

function parsed(text: string | null, name: string): unknown {
  if (text === null || text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw wrong(`\`${name}\` is no JSON`);
  }
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isMap(value: unknown): boolean {
  return typeof value === "object" && !Array.isArray(value);
}

function wrong(message: string): Refusal {
  return refusal(message, { code: "BAD_REQUEST" });
}
