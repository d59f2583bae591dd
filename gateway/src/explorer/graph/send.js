import { withIncrement } from "./increments.js";
import { partsOf } from "./multipart.js";

const single = "application/graphql-response+json, application/json";
const inParts = `multipart/mixed;deferSpec=20220824, ${single}`;

/**
 * Sends a query or mutation and reads its answer. `onResult` gets the result as it grows; the promise gives
 * `{ status, headers, bytes, milliseconds, parts, result }`, the result being a text when the answer is no JSON.
 */
export async function send({ url, operation, headers = {}, signal, increments = false }, onResult = () => {}) {
  const began = performance.now();
  const answer = await fetch(url, {
    method: "POST",
    headers: { accept: increments ? inParts : single, ...headers, "content-type": "application/json" },
    body: JSON.stringify(operation),
    signal,
  });
  const told = { status: answer.status, headers: [...answer.headers] };
  const elapsed = () => performance.now() - began;
  const contentType = answer.headers.get("content-type") ?? "";

  if (contentType.startsWith("multipart/mixed")) {
    let result;
    let [bytes, parts] = [0, 0];
    for await (const part of partsOf(answer.body, contentType)) {
      if (Object.keys(part).length === 0) continue;
      bytes += JSON.stringify(part).length;
      parts++;
      result = withIncrement(result, part);
      onResult(result, { ...told, bytes, parts, milliseconds: elapsed(), isUnderWay: part.hasNext });
    }
    return { ...told, bytes, parts, milliseconds: elapsed(), result };
  }
  const body = await answer.arrayBuffer();
  const text = new TextDecoder().decode(body);
  return { ...told, bytes: body.byteLength, parts: 1, milliseconds: elapsed(), result: jsonOr(text) };
}

function jsonOr(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
