import { auditPlatform } from "@angidi/local";
import pg from "pg";
import type { EngineSet } from "../src/engines.ts";
import { platformWorld } from "../src/testPlatform.ts";
import { asker } from "./asking.ts";
import { type Bank, openBank } from "./bank.ts";
import { checkBank } from "./bankRules.ts";
import { checkBooks, checkGoods, checkStrangers } from "./bookRules.ts";
import { startCourier } from "./courier.ts";
import { type History, newHistory } from "./history.ts";
import { compareWithHistory } from "./historyRules.ts";
import { type Kept, keep } from "./kept.ts";
import { type PlanSize, planOf } from "./plan.ts";
import { type PlatformUnderFaults, startUnderFaults } from "./platformUnderFaults.ts";
import { waitForQuiescence } from "./quiescence.ts";
import { fillShop, type Shop } from "./shop.ts";
import { shopper } from "./shopper.ts";
import { staffMember } from "./staff.ts";
import type { Violation } from "./violation.ts";

export interface RunOptions extends PlanSize {
  /** Of the plan, and of the faults. */
  readonly seed: number;
  readonly mode: "one-process" | "distributed";
  /** What of the plan is gone through; all of it unless said. */
  readonly kept?: Kept | undefined;
  /** As in FAULTS. */
  readonly faults: string;
  /** What the platform keeps its data in; the embedded engines unless said. */
  readonly engines?: EngineSet;
  /** Told what is going on. */
  readonly tell?: (what: string) => void;
}

export interface RunReport {
  readonly violations: readonly Violation[];
  readonly history: History;
  readonly restarts: number;
  /** How many there were since the last of the restarts. */
  readonly faults: number;
  /** The last of what the platform printed. */
  readonly output: string;
}

const settings = {
  // Who never comes back from 3-D Secure is not waited for as long as a person would be.
  PAYMENT_ACTION_TIMEOUT: "10",
  // So soon after it that both meet at one order now and then.
  RESERVATION_EXPIRY: "11",
  // A run may last for hours, and nobody in it signs in twice.
  ACCESS_TOKEN_LIFETIME: "86400",
  LOG_LEVEL: "silent",
};

/**
 * Goes through the plan of a seed: shoppers and staff all at once, with faults, against a platform of its own. Then the faults
 * end, all that was begun is waited for, and everything that must hold is checked.
 */
export async function runInvariants(options: RunOptions): Promise<RunReport> {
  const { seed, mode, faults, engines, tell = () => {} } = options;
  const bank = await openBank();
  const world = await platformWorld({ ...settings, ...bank.environment }, engines);
  const began = Date.now();
  const say = (what: string) => tell(`${((Date.now() - began) / 1_000).toFixed(1)} s: ${what}`);
  let platform: PlatformUnderFaults | undefined;
  const database = new pg.Client({ connectionString: world.environment.DATABASE_URL });
  try {
    platform = await startUnderFaults(mode, world.environment, seed);
    await database.connect();
    say("the platform is up");
    const shop = await fillShop(platform);
    const history = newHistory();
    platform.setFaults(faults);
    const shoppers = await act(options, platform, { shop, bank }, history);
    await platform.whenUp();
    const met = await platform.countFaults().catch(() => 0); // killed once more, this moment
    platform.setFaults("");
    say(`all have come to an end, with ${met} faults since the last of ${platform.restarts} restarts`);
    const violations = await check(platform, {
      database,
      history,
      shop,
      bank,
      shoppers,
      environment: world.environment,
      say,
    });
    say("the books are checked");
    return { violations, history, restarts: platform.restarts, faults: met, output: platform.output() };
  } catch (error) {
    throw new Error(`The run of seed ${seed} broke off: ${(error as Error).stack}\n${platform?.output() ?? ""}`);
  } finally {
    await database.end();
    await platform?.stop();
    await world.drop();
    await bank.close();
  }
}

async function act(
  { seed, kept, ...size }: RunOptions,
  { endpoints }: PlatformUnderFaults,
  { shop, bank }: { readonly shop: Shop; readonly bank: Bank },
  history: History,
) {
  const { goods, staffGoods, adminToken } = shop;
  const whole = planOf(seed, size);
  const plan = kept ? keep(whole, kept) : whole;
  const shoppers = plan.shoppers.map((operations, index) =>
    shopper(`shopper-${index}`, operations, { endpoints, history, goods, bank }),
  );
  const courier = startCourier(bank, endpoints.url, plan.deliveries, history);
  const admin = asker(endpoints, history, adminToken);
  await Promise.all([
    ...shoppers.map(({ run }) => run()),
    ...plan.staff.map((operations, index) =>
      staffMember(`staff-${index}`, operations, { who: admin, history, goods: staffGoods }),
    ),
  ]);
  await courier.stop();
  return shoppers;
}

interface Checked {
  readonly database: pg.Client;
  readonly history: History;
  readonly shop: Shop;
  readonly bank: Bank;
  readonly shoppers: readonly ReturnType<typeof shopper>[];
  readonly environment: Readonly<Record<string, string>>;
  readonly say: (what: string) => void;
}

async function check(
  { endpoints }: PlatformUnderFaults,
  { database, history, shop, bank, shoppers, environment, say }: Checked,
): Promise<Violation[]> {
  const admin = asker(endpoints, history, shop.adminToken);
  const underWay = await waitForQuiescence(database, admin);
  say("nothing is under way any more");
  const violations: Violation[] = Object.entries(underWay).map(([what, count]) => ({
    rule: "What is begun comes to an end",
    detail: `${count} ${what} after two minutes`,
  }));
  violations.push(...(await compareWithHistory(history, admin)));
  for (const { complaintAtTheEnd } of shoppers) {
    const detail = await complaintAtTheEnd();
    if (detail) violations.push({ rule: "In the end a cart holds what was put into it and not ordered", detail });
  }
  violations.push(...(await checkBank(database, await bank.payments())));
  violations.push(...(await checkBooks(database)), ...(await checkGoods(database, shop.scarce)));
  if (![...history.placements.values()].some(({ isUnanswered }) => isUnanswered)) {
    const known = new Set([...history.orders.values()].map(({ number }) => number));
    violations.push(...(await checkStrangers(database, known)));
  }
  for (const orderId of history.confirmed) {
    const { edges = [] } = (await admin.untilAnswered("Notifications", { orderId })) ?? {};
    if (edges.length === 0) violations.push({ rule: "Who orders is told", detail: orderId });
  }
  await auditPlatform(environment, ({ rule, subject, detail }) =>
    violations.push({ rule: `Audit: ${rule}`, detail: `${subject}: ${detail}` }),
  );
  return violations;
}
