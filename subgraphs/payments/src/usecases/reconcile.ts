import type { Compared, Reconciliation } from "../data/reconciliations.ts";
import type { ProviderName } from "../domain/payment.ts";
import { type Difference, differencesOf, type OurPayment } from "../domain/reconciliation.ts";
import { undecidedCalls } from "../domain/undecided.ts";
import type { Ports } from "../ports.ts";
import type { PaymentProvider, ProviderPayment } from "../providers/paymentProvider.ts";
import { askAgain } from "./askAgain.ts";

export type ReconcilePorts = Pick<Ports, "payments" | "providers" | "reconciliations" | "now" | "log">;

const minute = 60_000;
const hour = 60 * minute;
/** How often a provider is compared with. */
export const everyMilliseconds = hour;
/** What is younger may be under way on either side. */
const youngest = 15 * minute;
/** Windows overlap by this: what a provider lists late, or was away for, is in the next one. */
const overlap = 48 * hour;
/** A window is no longer than this, however long nothing ran. */
const longest = 30 * 24 * hour;

/**
 * Compares our books with each provider's, where that is due, and writes down what differs (docs/workflows/
 * reconciliation.md). It works page by page and notes how far it is, so that whoever comes next goes on there; `signal`
 * stops it between two pages. Throws what a provider throws that is away.
 */
export async function reconcile(ports: ReconcilePorts, signal: AbortSignal): Promise<void> {
  const newest = new Map((await ports.reconciliations.newest()).map((run) => [run.provider, run]));
  for (const name of Object.keys(ports.providers) as ProviderName[]) {
    let run = await dueRun(ports, name, newest.get(name));
    while (run && run.step !== "DONE" && !signal.aborted) run = await onePage(ports, run);
  }
}

/** The run to go on with, or a new one if it is time; undefined if not. */
async function dueRun(
  { reconciliations, now }: ReconcilePorts,
  provider: ProviderName,
  last: Reconciliation | undefined,
): Promise<Reconciliation | undefined> {
  if (last && last.step !== "DONE") return last;
  // A little earlier: the timers of several processes are not in step.
  if (last && now().getTime() - last.startedAt.getTime() < everyMilliseconds - minute) return undefined;
  const to = now().getTime() - youngest;
  const from = Math.max(last ? last.to.getTime() - overlap : 0, to - longest);
  return reconciliations.begin({ provider, from: new Date(from), to: new Date(to) }, last);
}

function onePage(ports: ReconcilePorts, run: Reconciliation): Promise<Reconciliation> {
  const provider = ports.providers[run.provider]!;
  switch (run.step) {
    case "ASKING_AGAIN":
      return askedAgain(ports, run);
    case "THEIRS":
      return comparedTheirs(ports, provider, run);
    default:
      return comparedOurs(ports, provider, run);
  }
}

/** First of all, what was never answered is asked again: it would only look like a difference. */
async function askedAgain(ports: ReconcilePorts, run: Reconciliation): Promise<Reconciliation> {
  const { payments, last } = await ports.reconciliations.moved(run.provider, { ...idsIn(run), only: "requested" });
  for (const { payment } of payments) {
    await askAgain(ports, payment, ports.now()).catch((error) => {
      ports.log.warn({ err: error, paymentId: payment.id }, "A payment's outcome is still not known");
    });
  }
  return ports.reconciliations.advance(run, last ? { step: run.step, place: last } : { step: "THEIRS", place: null });
}

/** Then the provider's list of the time: what of it is not here, or otherwise. */
async function comparedTheirs(
  ports: ReconcilePorts,
  provider: PaymentProvider,
  run: Reconciliation,
): Promise<Reconciliation> {
  const { from, to, place } = run;
  const { payments: theirs, next } = await provider.list({ from, to, after: place });
  const references = theirs.map(({ reference }) => reference);
  const ours = await ports.reconciliations.byReferences(run.provider, references);
  const byReference = new Map(ours.map((each) => [each.payment.reference, each]));
  const pairs = theirs.map((their) => ({ ours: byReference.get(their.reference) ?? null, theirs: their }));
  const found = await compare(ports, provider, pairs, to);
  const follows = next === null ? ({ step: "OURS", place: null } as const) : { step: run.step, place: next };
  return ports.reconciliations.advance(run, follows, found);
}

/** Then what has moved with us in the time and was not in that list: older payments, and such as the provider lacks. */
async function comparedOurs(
  ports: ReconcilePorts,
  provider: PaymentProvider,
  run: Reconciliation,
): Promise<Reconciliation> {
  const range = { ...idsIn(run), only: "not-compared" } as const;
  const { payments, last } = await ports.reconciliations.moved(run.provider, range);
  const pairs: Pair[] = [];
  for (const ours of payments) {
    const { reference } = ours.payment;
    pairs.push({ ours, theirs: reference === null ? null : await provider.find(reference) });
  }
  const found = await compare(ports, provider, pairs, run.to);
  const follows = last ? { step: run.step, place: last } : ({ step: "DONE", place: null } as const);
  return ports.reconciliations.advance(run, follows, found);
}

interface Pair {
  readonly ours: OurPayment | null;
  readonly theirs: ProviderPayment | null;
}

/** What differs is looked at a second time: one side may have been read before the other had moved. */
async function compare(
  ports: ReconcilePorts,
  provider: PaymentProvider,
  pairs: readonly Pair[],
  to: Date,
): Promise<Compared> {
  const agreed: OurPayment[] = [];
  const subjects: string[] = [];
  const differences: Difference[] = [];
  for (const pair of pairs) {
    const isLikely = differencesOf(pair.ours, pair.theirs).length > 0;
    const { ours, theirs } = isLikely ? await lookAgain(ports, provider, pair) : pair;
    if (ours && isUnderWay(ours, to)) continue;
    const found = differencesOf(ours, theirs);
    if (ours && found.length === 0) agreed.push(ours);
    differences.push(...found);
    subjects.push(...[ours?.payment.id, ours?.payment.reference, theirs?.reference].filter((each) => each != null));
  }
  return { count: pairs.length, agreed, subjects, differences };
}

/** What was asked after the run's time is given its own. */
function isUnderWay({ payment }: OurPayment, to: Date): boolean {
  return undecidedCalls(payment).some(({ since }) => since >= to);
}

async function lookAgain({ reconciliations }: ReconcilePorts, provider: PaymentProvider, pair: Pair): Promise<Pair> {
  const reference = pair.theirs?.reference ?? pair.ours?.payment.reference ?? null;
  const theirs = reference === null ? null : await provider.find(reference);
  if (!pair.ours) return { ours: null, theirs };
  const [ours] = await reconciliations.byIds([pair.ours.payment.id]);
  return { ours: ours ?? pair.ours, theirs };
}

/** The ids of transactions (UUIDv7) that were made in the run's time, after its place. */
function idsIn({ from, to, place }: Reconciliation) {
  return { after: place ?? firstIdAt(from), before: firstIdAt(to) };
}

function firstIdAt(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
