import type { SubgraphRequest } from "@angidi/subgraph";
import type { Fetch } from "../planning/steps.ts";
import type { Variables } from "../response/shape.ts";
import type { OperationRequest } from "./request.ts";

/** What is sent for a fetch, made once; the text of its requests is complete but for the variables. */
export interface PreparedCall {
  readonly fetch: Fetch;
  readonly head: string;
  readonly isPublic: boolean;
  /** Whether a read like it that is under way may answer it. */
  readonly mayBeShared: boolean;
}

export function prepareCall(
  fetch: Fetch,
  { isPublic, mayBeShared }: Pick<PreparedCall, "isPublic" | "mayBeShared">,
): PreparedCall {
  const { query, operationName } = fetch;
  const named = operationName === undefined ? "" : `,"operationName":${JSON.stringify(operationName)}`;
  return { fetch, head: `{"query":${JSON.stringify(query)}${named},"variables":{`, isPublic, mayBeShared };
}

/** What one request adds to a prepared call. */
export interface CallVariables {
  readonly client: Variables;
  /** Values that come from around the entities, as the inside of a JSON object. */
  readonly context?: string;
  /** JSON texts. */
  readonly representations?: readonly string[];
}

/**
 * One request of a fetch. Its JSON text is what HTTP needs and its variables what a subgraph in this process needs, so
 * that each is made only when it is asked for; they are properties of its own, and survive being spread.
 */
export function subgraphCall(
  { fetch, head, isPublic, mayBeShared }: PreparedCall,
  given: CallVariables,
  { headers, callerKey, eventKey, signal }: Pick<OperationRequest, "headers" | "callerKey" | "eventKey" | "signal">,
): SubgraphRequest {
  let body: string | undefined;
  let variables: Readonly<Record<string, unknown>> | undefined;
  return {
    query: fetch.query,
    operationName: fetch.operationName,
    kind: fetch.kind,
    isPublic: isPublic && eventKey === undefined,
    callerKey: mayBeShared ? sharedKey(callerKey, eventKey, isPublic) : undefined,
    headers: headers(fetch.service),
    signal,
    get body() {
      body ??= `${head}${variablesText(fetch, given)}}}`;
      return body;
    },
    get variables() {
      variables ??= variablesOf(fetch, given);
      return variables;
    },
  };
}

/** What completes an event is shared with those who complete the same event, and with no read that began before it. */
function sharedKey(callerKey: string, eventKey: string | undefined, isPublic: boolean): string {
  if (eventKey === undefined) return callerKey;
  return isPublic ? eventKey : `${eventKey} ${callerKey}`;
}

function variablesText({ variables }: Fetch, { client, context, representations }: CallVariables): string {
  let text = "";
  for (const name of variables) {
    if (!Object.hasOwn(client, name)) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${JSON.stringify(client[name]) ?? null}`;
  }
  if (context) text += `${text === "" ? "" : ","}${context}`;
  if (representations) text += `${text === "" ? "" : ","}"representations":[${representations.join(",")}]`;
  return text;
}

function variablesOf({ variables }: Fetch, { client, context, representations }: CallVariables) {
  const values: Record<string, unknown> = {};
  for (const name of variables) if (Object.hasOwn(client, name)) values[name] = client[name];
  if (context) Object.assign(values, JSON.parse(`{${context}}`));
  if (representations) values.representations = JSON.parse(`[${representations.join(",")}]`);
  return values;
}
