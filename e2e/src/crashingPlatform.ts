/**
 * A platform that is killed (SIGKILL, as by a power cut) at one moment of a placement, named by CRASH_AFTER. It stands
 * between orders and the services that it calls, so the platform itself knows nothing of it.
 */
import { endUserOf, IDENTITY_HEADER, type SubgraphRequest, verifyIdentity } from "@angidi/subgraph";
import { type Between, composePlatform } from "./composition.ts";

/** The internal mutation that carries out a step of the saga. */
const mutations = {
  redeem: "redeemDiscountCodes",
  reserve: "reserveStock",
  authorise: "authorisePayment",
  commit: "commitReservation",
  capture: "capturePayment",
} as const;

const step = process.env.CRASH_AFTER as keyof typeof mutations | "place" | "confirm";

function die(): never {
  process.kill(process.pid, "SIGKILL");
  // The signal ends the process before anything after it runs.
  throw new Error("killed");
}

/** Whether a signed-in customer's own request calls the field. Jobs that go on with other orders call for nobody. */
function calls({ query, headers }: SubgraphRequest, field: string): boolean {
  if (!new RegExp(`\\b${field}\\b`).test(query)) return false;
  const { caller } = verifyIdentity(headers[IDENTITY_HEADER], process.env.SERVICE_SIGNING_KEY!);
  return endUserOf(caller).kind === "user";
}

const between: Between = (from, to, transport) => ({
  ...transport,
  async execute(request) {
    // The order is written when the first of the other services is asked to act.
    if (step === "place" && from === "orders" && calls(request, mutations.redeem)) die();
    const answer = await transport.execute(request);
    if (step === "confirm" && from === "gateway" && to === "orders" && calls(request, "placeOrder")) die();
    if (from === "orders" && step in mutations && calls(request, mutations[step as keyof typeof mutations])) die();
    return answer;
  },
});

const { url } = await composePlatform(process.env, { between });
process.stdout.write(`ready ${url}\n`);
