import { anonymous, type Caller, type SubgraphRequest, type SubgraphTransport, verifyIdentity } from "@angidi/subgraph";
import { describe, expect, test } from "@jest/globals";
import type { ExecutionResult } from "graphql";
import { createServiceClient, type Operation, ServiceRefused, ServiceUnavailable } from "../src/index.ts";

const signingKey = "a signing key of at least thirty-two characters";
const ada: Caller = { kind: "user", userId: "ada", roles: ["CUSTOMER"] };
const read: Operation<{ value: number }, object> = { name: "Read", kind: "query", text: "query Read { value }" };
const write: Operation<{ value: number }, object> = {
  name: "Write",
  kind: "mutation",
  text: "mutation Write { value }",
};

/** A neighbour that answers by turns as told, the last answer from then on. */
function clientOf(...answers: ((request: SubgraphRequest) => Promise<ExecutionResult> | ExecutionResult)[]) {
  const requests: SubgraphRequest[] = [];
  const transport: SubgraphTransport = {
    async execute(request) {
      requests.push(request);
      return answers[Math.min(requests.length, answers.length) - 1]!(request);
    },
    subscribe: () => Promise.reject(new Error("not asked for")),
  };
  const client = createServiceClient({ from: "orders", to: "carts", transport: () => transport, signingKey });
  return { client, requests };
}
const fine = () => ({ data: { value: 1 } });
const unreachable = () => {
  throw new Error("ECONNREFUSED");
};
const refusing = (code: string) => () => ({ errors: [{ message: "no", extensions: { code } }] }) as never;
const silent = ({ signal }: SubgraphRequest) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

describe("a call", () => {
  test("carries the service's signed identity and whom it acts for", async () => {
    const { client, requests } = clientOf(fine);
    expect(await client.call(read, {}, { caller: ada, requestId: "r1" })).toEqual({ value: 1 });
    expect(verifyIdentity(requests[0]?.headers["x-angidi-identity"], signingKey)).toMatchObject({
      caller: { kind: "service", service: "orders", onBehalfOf: ada },
    });
    expect(requests[0]?.headers["x-request-id"]).toBe("r1");
  });

  test("uses a signature again for the same end user alone, and tells each request's own id", async () => {
    const { client, requests } = clientOf(fine);
    const eve: Caller = { kind: "user", userId: "eve", roles: ["CUSTOMER"] };
    await client.call(read, {}, { caller: ada, requestId: "r1" });
    await client.call(read, {}, { caller: { kind: "service", service: "carts", onBehalfOf: ada }, requestId: "r2" });
    await client.call(read, {}, { caller: eve, requestId: "r3" });
    const identities = requests.map(({ headers }) => headers["x-angidi-identity"]);
    expect(identities[1]).toBe(identities[0]);
    expect(verifyIdentity(identities[2], signingKey).caller).toMatchObject({ onBehalfOf: eve });
    expect(requests.map(({ headers }) => headers["x-request-id"])).toEqual(["r1", "r2", "r3"]);
  });

  test("of a query is tried again after a failure, three times in all", async () => {
    const recovering = clientOf(unreachable, refusing("INTERNAL_SERVER_ERROR"), fine);
    expect(await recovering.client.call(read, {}, { caller: anonymous })).toEqual({ value: 1 });

    const dead = clientOf(unreachable);
    await expect(dead.client.call(read, {}, { caller: anonymous })).rejects.toThrow(ServiceUnavailable);
    expect(dead.requests).toHaveLength(3);
  });

  test("of a mutation is sent once unless it is said to be idempotent", async () => {
    const once = clientOf(unreachable, fine);
    await expect(once.client.call(write, {}, { caller: anonymous })).rejects.toThrow(ServiceUnavailable);
    expect(once.requests).toHaveLength(1);

    const again = clientOf(unreachable, fine);
    expect(await again.client.call(write, {}, { caller: anonymous, idempotent: true })).toEqual({ value: 1 });
  });

  test("that is refused is not tried again", async () => {
    const { client, requests } = clientOf(refusing("FORBIDDEN"));
    await expect(client.call(read, {}, { caller: anonymous })).rejects.toThrow(ServiceRefused);
    expect(requests).toHaveLength(1);
  });

  test("ends at its deadline, and at the whole request's", async () => {
    const slow = clientOf(silent);
    await expect(slow.client.call(write, {}, { caller: anonymous, deadlineMilliseconds: 20 })).rejects.toThrow(
      ServiceUnavailable,
    );

    const request = new AbortController();
    const given = clientOf(silent);
    const answer = given.client.call(read, {}, { caller: anonymous, signal: request.signal });
    request.abort();
    await expect(answer).rejects.toThrow(ServiceUnavailable);
    expect(given.requests).toHaveLength(1);
  });
});

test("a service that keeps failing is left alone for a while", async () => {
  const { client, requests } = clientOf(unreachable);
  for (let count = 0; count < 60; count++) {
    await expect(client.call(write, {}, { caller: anonymous })).rejects.toThrow(ServiceUnavailable);
  }
  expect(requests.length).toBeLessThan(60);
});
