import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startPlatform } from "@angidi/local";
import { eventually } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { GraphClient } from "../src/client.ts";
import { platformWorld } from "../src/testPlatform.ts";
import { available, cartWith, customer, placement, product, staff, unique } from "../src/world.ts";

const steps = ["place", "redeem", "reserve", "authorise", "commit", "capture", "confirm"] as const;
const program = fileURLToPath(new URL("../src/crashingPlatform.ts", import.meta.url));

interface Interrupted {
  readonly step: string;
  readonly slug: string;
  readonly code: string;
  readonly email: string;
  readonly password: string;
}

/** Places an order on a platform that is killed after a step of it. */
async function interruptedAfter(step: string, environment: Readonly<Record<string, string>>): Promise<Interrupted> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...environment, CRASH_AFTER: step },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), "line"),
    ended.then(() => Promise.reject(new Error("The platform ended before it was ready"))),
  ])) as [string];
  const url = line.replace("ready ", "");
  const platform = { url, wsUrl: url.replace("http", "ws") };

  const teapot = await product(platform, { onHand: 3 });
  const code = `CRASH-${unique()}`;
  const admin = await staff(platform);
  await admin.ask("CreatePromotion", { input: { code, kind: "PERCENTAGE", percentage: 10, usageLimit: 1 } });
  const { client, email, password } = await customer(platform);
  const cartId = await cartWith(client, teapot.variantId, 2);
  await client.ask("ApplyDiscountCode", { input: { cartId, code } });
  await expect(client.ask("PlaceOrder", { input: placement(cartId) })).rejects.toThrow();
  const [, signal] = (await ended) as [number | null, string | null];
  expect(signal).toBe("SIGKILL");
  return { step, slug: teapot.slug, code, email, password };
}

describe("a platform killed after a step of a placement", () => {
  let world: Awaited<ReturnType<typeof platformWorld>>;
  let platform: Awaited<ReturnType<typeof startPlatform>>;
  const interrupted: Interrupted[] = [];

  beforeAll(async () => {
    world = await platformWorld();
    for (const step of steps) interrupted.push(await interruptedAfter(step, world.environment));
    platform = await startPlatform({ mode: "one-process", environment: world.environment });
  }, 240_000);
  afterAll(async () => {
    await platform?.stop();
    await world?.drop();
  }, 60_000);

  test.each(steps)(
    "%s: the order is carried through, or undone with its money and stock back",
    async (step) => {
      const { slug, email, password } = interrupted.find((one) => one.step === step)!;
      const session = await new GraphClient(platform).ask("Login", { input: { email, password } });
      const client = new GraphClient(platform, session.accessToken);
      const order = await eventually(
        async () => {
          const { orders } = await client.ask("Me");
          expect(orders.edges).toHaveLength(1);
          const found = await client.ask("Order", { id: orders.edges[0].node.id });
          expect(["CONFIRMED", "REJECTED"]).toContain(found.status);
          return found;
        },
        { timeout: 60_000 },
      );
      if (order.status === "CONFIRMED") {
        expect(order.paymentStatus).toBe("CAPTURED");
        expect(await available(platform, slug)).toBe(1);
      } else {
        expect(["VOIDED", "REFUNDED", "FAILED"]).toContain(order.paymentStatus);
        await eventually(async () => expect(await available(platform, slug)).toBe(3));
      }
      expect(order.timeline.map((entry: { sequence: number }) => entry.sequence)).toEqual(
        order.timeline.map((_: unknown, index: number) => index + 1),
      );
    },
    90_000,
  );
});
