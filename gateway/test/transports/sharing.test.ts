import { IDENTITY_HEADER, type SubgraphRequest } from "@angidi/subgraph";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { copyOf } from "../../src/transports/copyOf.ts";
import { sharing } from "../../src/transports/sharing.ts";
import { query, settled, silentSubgraph } from "./kit/subgraph.ts";

function world() {
  const { transport, calls } = silentSubgraph();
  const seen = { shared: 0 };
  return { calls, seen, shared: sharing(transport, { onShared: () => seen.shared++ }) };
}

let requests = 0;
/** A read of Ada's as the gateway sends it: signed anew, under another request id each time. */
function read(more: Partial<SubgraphRequest> = {}): SubgraphRequest {
  requests += 1;
  const { headers, ...others } = more;
  return query({
    body: `{"query":"{ products { id } }","variables":{"first":10}}`,
    callerKey: "ada",
    headers: {
      [IDENTITY_HEADER]: `signed ${requests}`,
      "x-request-id": `${requests}`,
      traceparent: `${requests}`,
      ...headers,
    },
    ...others,
  });
}

const answer = () => ({ data: { products: [{ id: "1", tags: ["a"], price: { amount: 1 } }, null] } });

describe("the same read", () => {
  test("is sent once while it is under way, and each taker may write into its own answer", async () => {
    const { shared, calls, seen } = world();
    const answers = [shared.execute(read()), shared.execute(read()), shared.execute(read())];
    expect(calls).toHaveLength(1);
    calls[0]!.answer(answer());
    const results = await Promise.all(
      answers.map(async (each) => {
        const result = (await each) as ReturnType<typeof answer>;
        expect(result).toEqual(answer());
        const product = result.data.products[0]!;
        product.tags.push("mine");
        product.price.amount = 2;
        result.data.products.length = 1;
        return result;
      }),
    );
    expect(new Set(results).size).toBe(3);
    expect(new Set(results.map(({ data }) => data.products[0]!.price)).size).toBe(3);
    expect(seen.shared).toBe(2);

    void shared.execute(read());
    expect(calls).toHaveLength(2);
  });

  test("fails for all who wait for it", async () => {
    const { shared, calls } = world();
    const answers = [shared.execute(read()), shared.execute(read())];
    calls[0]!.fail(new Error("broken"));
    for (const each of answers) await expect(each).rejects.toThrow("broken");
    void shared.execute(read());
    expect(calls).toHaveLength(2);
  });

  test("goes on while anybody waits for it, and ends with the last", async () => {
    const { shared, calls } = world();
    const callers = [new AbortController(), new AbortController(), new AbortController()];
    const answers = callers.map(({ signal }) => shared.execute(read({ signal })));
    for (const each of answers) each.catch(() => {});
    callers[0]!.abort(new Error("the first has gone"));
    await expect(answers[0]).rejects.toThrow("the first has gone");
    callers[1]!.abort(new Error("the second has gone"));
    await expect(answers[1]).rejects.toThrow("the second has gone");
    expect(calls[0]!.request.signal.aborted).toBe(false);

    callers[2]!.abort(new Error("the last has gone"));
    await expect(answers[2]).rejects.toThrow("the last has gone");
    expect(calls[0]!.request.signal.reason).toEqual(new Error("the last has gone"));

    const late = shared.execute(read());
    expect(calls).toHaveLength(2);
    calls[0]!.fail();
    await settled();
    const joined = shared.execute(read());
    expect(calls).toHaveLength(2);
    calls[1]!.answer(answer());
    await expect(Promise.all([late, joined])).resolves.toEqual([answer(), answer()]);
  });

  test("is answered to who stays when the first has gone", async () => {
    const { shared, calls } = world();
    const caller = new AbortController();
    const gone = shared.execute(read({ signal: caller.signal }));
    const stays = shared.execute(read());
    caller.abort(new Error("gone"));
    await expect(gone).rejects.toThrow("gone");
    calls[0]!.answer(answer());
    await expect(stays).resolves.toEqual(answer());
  });

  test("is sent again once fifty take it", () => {
    const { shared, calls } = world();
    for (let taker = 0; taker < 120; taker++) void shared.execute(read());
    expect(calls).toHaveLength(3);
  });
});

describe("reads are not shared", () => {
  test.each<[string, Partial<SubgraphRequest>]>([
    ["of another body", { body: `{"query":"{ products { id } }","variables":{"first":11}}` }],
    ["of another caller", { callerKey: "bob" }],
    ["with another header", { headers: { "x-tenant": "two" } }],
    ["that are declared public, with one that is not", { isPublic: true }],
    ["whose caller has no key but an identity", { callerKey: undefined }],
    ["whose body is not known", { body: undefined }],
    ["that are mutations", { kind: "mutation" }],
    ["of no known kind", { kind: undefined }],
  ])("%s", (_what, more) => {
    const { shared, calls } = world();
    void shared.execute(read());
    void shared.execute(read(more));
    void shared.execute(read());
    expect(calls).toHaveLength(2);
    const one = world();
    void one.shared.execute(read(more));
    void one.shared.execute(read());
    expect(one.calls).toHaveLength(2);
  });

  test("with anybody, of somebody whose signal is aborted already", async () => {
    const { shared, calls } = world();
    await expect(shared.execute(read({ signal: AbortSignal.abort(new Error("gone")) }))).rejects.toThrow("gone");
    expect(calls).toHaveLength(0);
  });
});

test("public reads are shared by all callers, but not beyond the headers that are passed on", () => {
  const { shared, calls } = world();
  void shared.execute(read({ isPublic: true, callerKey: "ada" }));
  void shared.execute(read({ isPublic: true, callerKey: "bob" }));
  void shared.execute(read({ isPublic: true, callerKey: undefined }));
  expect(calls).toHaveLength(1);
  void shared.execute(read({ isPublic: true, headers: { "x-tenant": "two" } }));
  void shared.execute(read({ isPublic: true, headers: { "x-tenant": "two" } }));
  expect(calls).toHaveLength(2);
});

test("without any identity, reads are shared by whoever sends the same headers", () => {
  const { shared, calls } = world();
  const anonymous = (authorization: string) => query({ body: "{}", headers: { authorization } });
  void shared.execute(anonymous("one"));
  void shared.execute(anonymous("one"));
  void shared.execute(anonymous("two"));
  expect(calls).toHaveLength(2);
});

test("of many different reads, each gets the answer to its own, however alike they look", async () => {
  const body = (number: number) =>
    `{"query":"{ a }","x":"${"y".repeat(number % 7)}","id":"${number}","z":"${"z".repeat(500)}"}`;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(200), { maxLength: 300 }), async (numbers) => {
      const { shared, calls } = world();
      const answers = numbers.map((number) => shared.execute(read({ body: body(number) })));
      expect(calls.length).toBe(new Set(numbers).size);
      for (const { request, answer: reply } of calls.toReversed()) reply({ data: { body: request.body } });
      const results = await Promise.all(answers);
      expect(results).toEqual(numbers.map((number) => ({ data: { body: body(number) } })));
    }),
    { numRuns: 50 },
  );
});

test("a copy is equal to what it was made of and shares nothing with it that can be written to", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const given = JSON.parse(JSON.stringify(value));
      const copy = copyOf(given);
      expect(JSON.stringify(copy)).toBe(JSON.stringify(given));
      const seen = new Set<unknown>();
      collect(given, seen);
      const copied = new Set<unknown>();
      collect(copy, copied);
      for (const object of copied) expect(seen.has(object)).toBe(false);
    }),
  );
  const tricky = JSON.parse(`{"__proto__":{"a":[1]},"constructor":1}`);
  expect(JSON.stringify(copyOf(tricky))).toBe(`{"__proto__":{"a":[1]},"constructor":1}`);
  expect(Object.getPrototypeOf(copyOf(tricky))).toBe(Object.prototype);
});

function collect(value: unknown, into: Set<unknown>): void {
  if (typeof value !== "object" || value === null) return;
  into.add(value);
  for (const child of Object.values(value)) collect(child, into);
}
