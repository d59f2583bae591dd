import { channel } from "node:diagnostics_channel";
import { isWorker } from "./worker.ts";

/** One statement sent to a database, or one call; BEGIN, COMMIT and ROLLBACK are statements too. */
export interface Statement {
  label: string;
  schema: string;
  worker: boolean;
}

/** The name of the diagnostics channel on which every statement is announced before it is sent. */
export const STATEMENT_CHANNEL = "angidi.sql";

/** A statement with what it was sent as: enough to send it again. */
export interface StatementInFull extends Statement {
  text: string;
  values: readonly unknown[];
}

/**
 * The name of the channel on which statements are announced with their values. It is apart from the other one, so that
 * whoever counts or logs statements is never handed what customers have written.
 */
export const STATEMENT_IN_FULL_CHANNEL = "angidi.sql.full";

const statements = channel(STATEMENT_CHANNEL);
const statementsInFull = channel(STATEMENT_IN_FULL_CHANNEL);

export function announceStatement(schema: string, label: string, text: string, values: readonly unknown[] = []): void {
  announceCall(schema, label);
  if (statementsInFull.hasSubscribers) {
    statementsInFull.publish({ label, schema, worker: isWorker(), text, values } satisfies StatementInFull);
  }
}

/** Announces a call to a store that speaks no SQL, so that there is no text of it. */
export function announceCall(schema: string, label: string): void {
  if (statements.hasSubscribers) statements.publish({ label, schema, worker: isWorker() } satisfies Statement);
}

const LABEL_FORM = /^[A-Za-z][\w.-]{0,62}$/; // PostgreSQL cuts the name of a prepared statement at 63 bytes

/** The text of each label, by schema. */
const textsOf = new Map<string, Map<string, string>>();

/**
 * Checks that a label always stands for one text. A label names the prepared statement, so a second text would run
 * the first one's plan (or be refused by pg, on some connections and not on others).
 */
export function checkLabel(schema: string, label: string, text: string): void {
  const texts = textsOf.get(schema) ?? new Map<string, string>();
  const known = texts.get(label);
  if (known === text) return;
  if (known !== undefined) throw new TypeError(`The label ${label} stands for two different statements.`);
  if (!LABEL_FORM.test(label)) throw new TypeError(`"${label}" cannot be the label of a statement.`);
  textsOf.set(schema, texts.set(label, text));
}
