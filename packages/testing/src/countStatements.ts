import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { STATEMENT_CHANNEL, type Statement } from "@angidi/datastores";

/**
 * Runs `work` and gives, beside its result, every statement that this process sent to a database meanwhile for
 * requests; BEGIN and COMMIT are among them, workers' statements are not.
 */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: Statement[] }> {
  const statements: Statement[] = [];
  const note = (message: unknown) => {
    const statement = message as Statement;
    if (!statement.worker) statements.push(statement);
  };
  subscribe(STATEMENT_CHANNEL, note);
  try {
    return { result: await work(), statements };
  } finally {
    unsubscribe(STATEMENT_CHANNEL, note);
  }
}
