import { type Transaction, TransactionRolledBack } from "./database.ts";
import { Line } from "./line.ts";
import type { Session } from "./session.ts";

/**
 * Runs `work` between BEGIN, which goes with its first statement, and COMMIT. Gives the result together with the
 * callbacks to run once the connection is back in the pool.
 */
export async function runTransaction<T>(
  session: Session,
  work: (transaction: Transaction) => Promise<T>,
): Promise<{ result: T; afterCommit: readonly (() => void)[] }> {
  const afterCommit: (() => void)[] = [];
  let begun = false;
  let over = false;
  const line = new Line(); // also statements asked for together (Promise.all) go one after another

  const transaction: Transaction = {
    afterCommit: (callback) => void afterCommit.push(callback),
    query: <Row>(label: string, text: string, values: readonly unknown[] = []) =>
      line.take(async () => {
        if (over) throw new Error(`The statement ${label} came after the end of its transaction.`);
        if (begun) return session.query<Row>(label, text, values);
        begun = true;
        return session.beginWith<Row>(label, text, values);
      }),
  };

  try {
    const result = await work(transaction);
    await line.empty();
    over = true;
    if (!begun) return { result, afterCommit }; // nothing was asked, so there is nothing to commit
    const { command } = await session.send("COMMIT", { text: "COMMIT" });
    if (command !== "COMMIT") throw new TransactionRolledBack();
    return { result, afterCommit };
  } catch (error) {
    if (!over) {
      over = true;
      await line.empty();
      // What went wrong first is what the caller must hear; a connection that cannot roll back is closed on release.
      if (begun) await session.send("ROLLBACK", { text: "ROLLBACK" }).catch(() => {});
    }
    throw error;
  }
}
