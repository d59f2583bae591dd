import { channel } from "node:diagnostics_channel";
import { isWorker } from "./worker.ts";

/** One statement sent to a database; BEGIN, COMMIT and ROLLBACK are statements too. */
export interface Statement {
  label: string;
  schema: string;
  worker: boolean;
}

/** The name of the diagnostics channel on which every statement is announced before it is sent. */
export const STATEMENT_CHANNEL = "angidi.sql";

const statements = channel(STATEMENT_CHANNEL);

export function announceStatement(schema: string, label: string): void {
  if (statements.hasSubscribers) statements.publish({ label, schema, worker: isWorker() } satisfies Statement);
}

const LABEL_FORM = /^[A-Za-z][\w.-]{0,62}$/; // PostgreSQL cuts the name of a prepared statement at 63 bytes

const textOf = new Map<string, string>();

/**
 * Checks that a label always stands for one text. A label names the prepared statement, so a second text would run
 * the first one's plan (or be refused by pg, on some connections and not on others).
 */
export function checkLabel(schema: string, label: string, text: string): void {
  const key = `${schema} ${label}`;
  const known = textOf.get(key);
  if (known === text) return;
  if (known !== undefined) throw new TypeError(`The label ${label} stands for two different statements.`);
  if (!LABEL_FORM.test(label)) throw new TypeError(`"${label}" cannot be the label of a statement.`);
  textOf.set(key, text);
}
