import type { Parameters } from "../pipeline/exchange.ts";

/** What a client may say in the graphql-transport-ws protocol. */
export type ClientMessage =
  | { readonly type: "connection_init"; readonly payload?: Payload }
  | { readonly type: "ping" | "pong"; readonly payload?: Payload }
  | { readonly type: "subscribe"; readonly id: string; readonly payload: Parameters }
  | { readonly type: "complete"; readonly id: string };
type Payload = Readonly<Record<string, unknown>> | null;

/** The message in a text; undefined for a type or a form that the protocol does not have. */
export function readMessage(text: string): ClientMessage | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isMap(message) && isMessage(message) ? (message as unknown as ClientMessage) : undefined;
}

function isMessage({ type, id, payload }: Readonly<Record<string, unknown>>): boolean {
  switch (type) {
    case "connection_init":
    case "ping":
    case "pong":
      return isAbsent(payload) || isMap(payload);
    case "complete":
      return isId(id);
    case "subscribe":
      return isId(id) && isMap(payload) && areParameters(payload);
    default:
      return false;
  }
}

/** As the protocol has them, but that a document may also be named, by an id or a hash in `extensions`. */
function areParameters({ query, documentId, operationName, variables, extensions }: Readonly<Record<string, unknown>>) {
  const isDocument = typeof query === "string" || typeof documentId === "string" || isMap(extensions);
  return (
    isDocument &&
    (isAbsent(query) || typeof query === "string") &&
    (isAbsent(documentId) || typeof documentId === "string") &&
    (isAbsent(operationName) || typeof operationName === "string") &&
    (isAbsent(variables) || isMap(variables)) &&
    (isAbsent(extensions) || isMap(extensions))
  );
}

function isId(id: unknown): boolean {
  return typeof id === "string" && id !== "";
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
