import type { FastifyRequest } from "fastify";
import { refusal } from "../pipeline/refusal.ts";
import type { Accepted } from "./mediaTypes.ts";

/** Headers that no browser sends to another origin without asking first. */
const askedFor = ["apollo-require-preflight", "x-apollo-operation-name", "graphql-preflight"];

const jsonTypes = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

const otherCharset = /;\s*charset\s*=\s*"?(?!utf-?8\b)/i;

/**
 * Keeps out what a page of another origin could make a browser send without asking by a preflight (CSRF): bodies that
 * are not declared as JSON, and GET requests of a link, a picture or a script, which name no media type of ours.
 * Throws a Refusal.
 */
export function checkOrigin(request: FastifyRequest, accepted: Accepted): void {
  if (request.method === "GET") {
    if (accepted.isNamed || askedFor.some((name) => request.headers[name])) return;
    const message = `A GET request must accept application/json by name or carry the header ${askedFor[0]}`;
    throw refusal(message, { code: "BAD_REQUEST" });
  }
  const { "content-type": type = "", "content-encoding": encoding = "identity" } = request.headers;
  if (!jsonTypes.test(type)) {
    throw refusal("The request's body must be of type application/json", { code: "BAD_REQUEST", status: 415 });
  }
  if (otherCharset.test(type) || encoding !== "identity") {
    throw refusal("The request's body must be in UTF-8, and not compressed", { code: "BAD_REQUEST", status: 415 });
  }
}
