import { createHash, randomUUID } from "node:crypto";
import { money } from "@angidi/money";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { PaymentProvider } from "../src/providers/paymentProvider.ts";
import { authorisePayment } from "../src/usecases/authorisePayment.ts";
import { capturePayment } from "../src/usecases/capturePayment.ts";
import { type ReconcilePorts, reconcile } from "../src/usecases/reconcile.ts";
import { refundPayment } from "../src/usecases/refundPayment.ts";
import { Crash, crashing } from "./crashingProvider.ts";
import { type Answer, authorisation, checkBooks, newOrderId, staff, startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const admin = { userId: randomUUID(), roles: ["ADMIN"] as const };
const minute = 60_000;

/** Reconciles so many minutes from now, with a provider that is another in some of its calls. */
function reconcileIn(minutes: number, changes: Partial<PaymentProvider> = {}): Promise<void> {
  const ports: ReconcilePorts = {
    ...world.ports,
    providers: { TEST: { ...world.ports.providers.TEST!, ...changes } },
    now: () => new Date(Date.now() + minutes * minute),
  };
  return reconcile(ports, new AbortController().signal);
}

async function differences(status?: string): Promise<Answer[]> {
  const { edges } = await world.ask("ReconciliationDifferences", { status }, staff);
  return edges.map(({ node }: Answer) => node);
}

/** What the provider does without us. */
function atProvider(change: string): Promise<unknown> {
  return world.database.query(`test.${createHash("sha256").update(change).digest("hex").slice(0, 12)}`, change);
}

describe("reconciliation", () => {
  it("finds nothing where both books say the same, and says how many payments it compared", async () => {
    await world.refund(await world.captured(), 400);
    await world.void(await world.authorised());
    await world.void(newOrderId());
    await world.authorise({ paymentMethod: "pm_card_chargeDeclined" });
    await world.authorise({ paymentMethod: "pm_card_authenticationRequired" });
    for (const currency of ["JPY", "KWD"]) await world.authorise({ amount: money(1_234, currency) });
    await reconcileIn(20);
    expect(await differences()).toEqual([]);
    const [run] = await world.ask("Reconciliations", {}, staff);
    expect(run).toMatchObject({ provider: "TEST", compared: 7, finishedAt: expect.any(String) });
    await checkBooks(world.database);
  });

  it.each([
    ["MISSING_AT_PROVIDER", "DELETE FROM test_provider_payments", "CAPTURED 10.00 USD", null],
    ["AMOUNT_DIFFERS", "UPDATE test_provider_payments SET amount = 1001", "10.00 USD", "10.01 USD"],
    ["REFUNDED_DIFFERS", "UPDATE test_provider_payments SET refunded = 1", "0.00 USD", "0.01 USD"],
    ["CAPTURED_DIFFERS", "UPDATE test_provider_payments SET captured = 999", "10.00 USD", "9.99 USD"],
    ["STATE_DIFFERS", "UPDATE test_provider_payments SET state = 'voided'", "CAPTURED", "VOIDED"],
  ])("tells of %s, once however often it is found", async (kind, change, ours, theirs) => {
    await world.captured();
    await atProvider(change);
    await reconcileIn(20);
    await reconcileIn(90);
    const found = await differences();
    expect(found.filter((each) => each.kind === kind)).toMatchObject([
      { kind, status: "OPEN", provider: "TEST", paymentId: expect.any(String), ours, theirs },
    ]);
  });

  it("tells of money at the provider that we know nothing of", async () => {
    await atProvider(
      `INSERT INTO test_provider_payments (reference, idempotency_key, payment_method, amount, currency, outcome, state)
       VALUES ('pi_foreign', 'k', 'pm_card_visa', 500, 'JPY', 'authorised', 'authorised'),
              ('pi_declined', 'l', 'pm_card_visa', 500, 'JPY', 'declined', 'declined')`,
    );
    await reconcileIn(20);
    expect(await differences()).toMatchObject([
      { kind: "MISSING_HERE", reference: "pi_foreign", paymentId: null, ours: null, theirs: "AUTHORIZED 500 JPY" },
    ]);
  });

  it("compares what was made long ago and has moved since", async () => {
    const orderId = await world.captured();
    await atProvider("UPDATE test_provider_payments SET created_at = now() - interval '90 days'");
    await world.refund(orderId, 300);
    await atProvider("UPDATE test_provider_payments SET refunded = 0");
    await reconcileIn(20);
    expect(await differences()).toMatchObject([
      { kind: "LEDGER_DIFFERS", ours: "7.00 USD", theirs: "10.00 USD" },
      { kind: "REFUNDED_DIFFERS", ours: "3.00 USD", theirs: "0.00 USD" },
    ]);
  });

  it("finds one gone when both books say the same again", async () => {
    await world.captured();
    await atProvider("UPDATE test_provider_payments SET amount = 1001");
    await reconcileIn(20);
    await atProvider("UPDATE test_provider_payments SET amount = 1000");
    await reconcileIn(90);
    expect(await differences()).toMatchObject([{ kind: "AMOUNT_DIFFERS", status: "GONE" }]);
    expect(await differences("OPEN")).toEqual([]);
  });

  it("asks again for what was never answered, with the same key, and the books agree", async () => {
    const providers = { TEST: crashing(world.ports.providers.TEST!) };
    const ports = { ...world.ports, providers };
    const pending = authorisation();
    await expect(authorisePayment(ports, pending)).rejects.toThrow(Crash);
    const held = { orderId: await world.authorised(), supplementId: null };
    await expect(capturePayment(ports, held)).rejects.toThrow(Crash);
    const taken = { orderId: await world.captured(), supplementId: null };
    const refund = { ...taken, refundId: randomUUID(), amount: money(600, "USD"), reason: "a test" };
    await expect(refundPayment(ports, refund)).rejects.toThrow(Crash);

    await reconcileIn(20);
    const statusOf = async (orderId: string) =>
      (await world.ports.payments.byKey({ orderId, supplementId: null }))!.status;
    expect(await statusOf(pending.orderId)).toBe("AUTHORIZED");
    expect(await statusOf(held.orderId)).toBe("CAPTURED");
    expect(await statusOf(taken.orderId)).toBe("PARTIALLY_REFUNDED");
    expect(await differences()).toEqual([]);
    await checkBooks(world.database);
  });

  it("does not ask again when the provider may have forgotten the key and cannot say, and tells of it", async () => {
    const ports = { ...world.ports, providers: { TEST: crashing(world.ports.providers.TEST!) } };
    const pending = authorisation();
    await expect(authorisePayment(ports, pending)).rejects.toThrow(Crash);
    const recall = {
      keysKeptMilliseconds: 23 * 60 * minute,
      lagMilliseconds: 0,
      authorisation: () => Promise.reject(new Error("It cannot say")),
      refunds: async () => [],
    };
    await reconcileIn(24 * 60, { recall, authorise: () => Promise.reject(new Error("It was asked twice")) });
    const unknown = { kind: "OUTCOME_UNKNOWN", ours: expect.stringMatching(/^AUTHORISATION since /) };
    expect(await differences("OPEN")).toMatchObject([unknown, { kind: "MISSING_HERE" }]);
    expect(world.logged()).toContain("It cannot say");
    // It is settled by whoever finds out.
    await world.authorise(pending);
    await reconcileIn(25 * 60);
    expect(await differences("OPEN")).toEqual([]);
  });

  it("tells of a provider that does not answer for one payment, and compares the others", async () => {
    const ports = { ...world.ports, providers: { TEST: crashing(world.ports.providers.TEST!) } };
    await expect(authorisePayment(ports, authorisation())).rejects.toThrow(Crash);
    await world.captured();
    const away = () => Promise.reject(new Error("The provider is away"));
    await reconcileIn(20, { authorise: away });
    expect(await differences()).toMatchObject([
      { kind: "OUTCOME_UNKNOWN", ours: expect.stringMatching(/^AUTHORISATION/) },
      { kind: "MISSING_HERE" },
    ]);
    expect(world.logged()).toContain("outcome is still not known");
  });

  it("leaves alone what is under way", async () => {
    const providers = { TEST: crashing(world.ports.providers.TEST!) };
    const orderId = await world.authorised();
    await expect(capturePayment({ ...world.ports, providers }, { orderId, supplementId: null })).rejects.toThrow(Crash);
    await reconcileIn(5);
    expect(await differences()).toEqual([]);
    expect(await world.ports.payments.byKey({ orderId, supplementId: null })).toMatchObject({ status: "AUTHORIZED" });
  });

  it("goes page by page, and on where it was stopped", async () => {
    for (let count = 0; count < 5; count++) await world.captured();
    await atProvider("UPDATE test_provider_payments SET amount = 1001");
    const { find } = world.ports.providers.TEST!;
    const references = (await world.database.query<{ reference: string }>(
      "test.references",
      "SELECT reference FROM payments ORDER BY id",
    )) as { reference: string }[];
    const asked: (string | null)[] = [];
    let isAway = true;
    const list: PaymentProvider["list"] = async ({ after }) => {
      asked.push(after ?? null);
      if (after === "2" && isAway) throw new Error("The provider is away");
      const start = Number(after ?? 0);
      const page = references.slice(start, start + 2);
      const payments = await Promise.all(page.map(async ({ reference }) => (await find(reference))!));
      return { payments, next: start + 2 < references.length ? String(start + 2) : null };
    };
    await expect(reconcileIn(20, { list })).rejects.toThrow("away");
    expect(await differences()).toHaveLength(2);
    isAway = false;
    await reconcileIn(21, { list });
    expect(asked).toEqual([null, "2", "2", "4"]);
    expect(await differences()).toHaveLength(5);
    expect(await world.ask("Reconciliations", {}, staff)).toHaveLength(1);
  });

  it("is due once an hour, however many processes try at once", async () => {
    await world.captured();
    await Promise.all(Array.from({ length: 4 }, () => reconcileIn(20)));
    await reconcileIn(30);
    const runs = "SELECT step FROM reconciliations";
    expect(await world.database.query("test.runs", runs)).toEqual([{ step: "DONE" }]);
    await reconcileIn(80);
    expect(await world.database.query("test.runs", runs)).toHaveLength(2);
  });
});

describe("a difference", () => {
  async function found(): Promise<Answer> {
    await world.captured();
    await atProvider("UPDATE test_provider_payments SET amount = 1001");
    await reconcileIn(20);
    return (await differences())[0];
  }
  const resolve = (id: string, note: string, as = admin) =>
    world.ask("ResolveReconciliationDifference", { input: { id, note } }, as);

  it("is settled by staff with a note, once, and stays settled while the figures are the same", async () => {
    const { id } = await found();
    const settled = { status: "RESOLVED", resolvedBy: admin.userId, note: "A fee", closedAt: expect.any(String) };
    expect(await resolve(id, " A fee ")).toMatchObject({ difference: settled });
    expect(await resolve(id, "Another note")).toMatchObject({ difference: settled });
    await reconcileIn(90);
    expect(await differences()).toMatchObject([settled]);
    await atProvider("UPDATE test_provider_payments SET amount = 1002");
    await reconcileIn(160);
    expect(await differences("OPEN")).toMatchObject([{ theirs: "10.02 USD" }]);
  });

  it("is not settled without a note, or where there is none", async () => {
    const { id } = await found();
    for (const note of ["", "  ", "x".repeat(1_001)]) {
      expect(await resolve(id, note)).toMatchObject({ __typename: "InvalidInput", path: ["input", "note"] });
    }
    for (const other of [randomUUID(), "no id"]) {
      expect(await resolve(other, "gone")).toMatchObject({ __typename: "ReconciliationDifferenceNotFound" });
    }
  });

  it("is seen by who may read payments, and settled by who may change them", async () => {
    const input = { id: randomUUID(), note: "mine" };
    expect(await world.refusals("ResolveReconciliationDifference", { input }, staff)).toEqual(["FORBIDDEN"]);
    for (const query of ["Reconciliations", "ReconciliationDifferences"]) {
      expect(await world.refusals(query, {}, { userId: randomUUID() })).toEqual(["FORBIDDEN"]);
    }
  });
});
