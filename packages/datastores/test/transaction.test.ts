import { countStatements, type TestDatabase, testDatabase } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { asWorker, type Database, openDatabase, type Queryable, TransactionRolledBack } from "../src/index.ts";

let store: TestDatabase;
let database: Database;
beforeAll(async () => {
  store = await testDatabase({ name: "shop", migrations: [new URL("./tables/", import.meta.url)] });
  database = store.database;
});
afterAll(() => store.drop());

let accounts = 0;
/** Rows that no other test touches. */
async function newAccount(balance = 100): Promise<string> {
  const name = `account-${accounts++}`;
  await database.query("test.open", "INSERT INTO accounts (name, balance) VALUES ($1, $2)", [name, balance]);
  return name;
}
const add = (on: Queryable, name: string, amount: number) =>
  on.query("test.add", "UPDATE accounts SET balance = balance + $2 WHERE name = $1", [name, amount]);
async function balanceOf(name: string): Promise<number | undefined> {
  const rows = await database.query<{ balance: number }>(
    "test.balance",
    "SELECT balance FROM accounts WHERE name = $1",
    [name],
  );
  return rows[0]?.balance;
}

describe("a transaction", () => {
  test("commits what was done and gives the result", async () => {
    const account = await newAccount();
    const result = await database.transaction(async (transaction) => {
      await add(transaction, account, 5);
      return "done";
    });
    expect(result).toBe("done");
    expect(await balanceOf(account)).toBe(105);
  });

  test("that throws leaves nothing, and throws on", async () => {
    const account = await newAccount();
    const failing = database.transaction(async (transaction) => {
      await add(transaction, account, 5);
      throw new Error("out of stock");
    });
    await expect(failing).rejects.toThrow("out of stock");
    expect(await balanceOf(account)).toBe(100);
  });

  test("that swallows the failure of a statement is told that nothing was committed", async () => {
    const account = await newAccount();
    const swallowing = database.transaction(async (transaction) => {
      await add(transaction, account, 5);
      await transaction.query("test.broken", "SELECT 1 / 0").catch(() => {});
    });
    await expect(swallowing).rejects.toThrow(TransactionRolledBack);
    expect(await balanceOf(account)).toBe(100);
  });

  test("runs statements that were asked for together one after another", async () => {
    const account = await newAccount();
    await database.transaction((transaction) =>
      Promise.all(Array.from({ length: 10 }, () => add(transaction, account, 1))),
    );
    expect(await balanceOf(account)).toBe(110);
  });

  test("sends nothing more when one of several statements asked for together failed", async () => {
    const account = await newAccount();
    const failing = database.transaction((transaction) =>
      Promise.all([transaction.query("test.broken", "SELECT 1 / 0"), add(transaction, account, 1)]),
    );
    await expect(failing).rejects.toThrow("division by zero");
    expect(await balanceOf(account)).toBe(100);
  });

  describe("whose first statement goes with its beginning", () => {
    const alone = () => openDatabase({ url: store.environment.DATABASE_URL!, schema: "shop", poolSize: 1 });

    test("has that statement's rows, and takes it back with the rest", async () => {
      const account = await newAccount(7);
      const failing = database.transaction(async (transaction) => {
        const rows = await transaction.query("test.read", "SELECT balance FROM accounts WHERE name = $1", [account]);
        expect(rows).toEqual([{ balance: 7 }]);
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      const first = database.transaction(async (transaction) => {
        expect(await add(transaction, account, 1)).toEqual([]);
        throw new Error("no");
      });
      await expect(first).rejects.toThrow("no");
      expect(await balanceOf(account)).toBe(7);
    });

    test("leaves its connection in order when that statement fails, also one that could not be prepared", async () => {
      const account = await newAccount();
      const one = alone();
      const read = (on: Queryable) => on.query("test.later", "SELECT count(*) FROM later");
      try {
        await expect(one.transaction(read)).rejects.toThrow("does not exist");
        await expect(one.transaction(read)).rejects.toThrow("does not exist");
        // One that was prepared stays so, although it failed.
        const divide = (on: Queryable, by: number) => on.query("test.divide", "SELECT 1 / $1::int AS result", [by]);
        for (const _attempt of [1, 2]) {
          await expect(one.transaction((on) => divide(on, 0))).rejects.toThrow("division");
        }
        expect(await one.transaction((on) => divide(on, 1))).toEqual([{ result: 1 }]);
        await one.transaction((transaction) => add(transaction, account, 1));
        await database.query("test.createLater", "CREATE TABLE later ()");
        expect(await one.transaction(read)).toEqual([{ count: 0 }]);
        expect(await read(one)).toEqual([{ count: 0 }]);
      } finally {
        await database.query("test.dropLater", "DROP TABLE IF EXISTS later");
        await one.close();
      }
      expect(await balanceOf(account)).toBe(101);
    });

    test("is none at all when nothing is asked", async () => {
      const { statements, result } = await countStatements(() => database.transaction(async () => "nothing"));
      expect({ statements, result }).toEqual({ statements: [], result: "nothing" });
    });
  });

  test("refuses statements after its end", async () => {
    const account = await newAccount();
    const escaped = await database.transaction(async (transaction) => ({ transaction }));
    await expect(add(escaped.transaction, account, 1)).rejects.toThrow("after the end of its transaction");
  });

  test("calls back after the commit, and not after a rollback", async () => {
    const heard: string[] = [];
    await database.transaction(async (transaction) => {
      transaction.afterCommit(() => heard.push("committed"));
      expect(heard).toEqual([]);
    });
    const failing = database.transaction(async (transaction) => {
      transaction.afterCommit(() => heard.push("rolled back"));
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(heard).toEqual(["committed"]);
  });

  test("that met another one in a deadlock is run again", async () => {
    const [left, right] = [await newAccount(), await newAccount()];
    const meeting = barrier(2);
    let runs = 0;
    const move = (from: string, to: string) =>
      database.transaction(async (transaction) => {
        runs++;
        await add(transaction, from, -10);
        await meeting(); // both hold one row before either asks for the other's
        await add(transaction, to, 10);
      });
    await Promise.all([move(left, right), move(right, left)]);
    expect(runs).toBe(3);
    expect([await balanceOf(left), await balanceOf(right)]).toEqual([100, 100]);
  });

  test("that could not be serialised is run again", async () => {
    const account = await newAccount();
    const meeting = barrier(2);
    const increment = () =>
      database.transaction(async (transaction) => {
        await transaction.query("test.serializable", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
        const [row] = await transaction.query<{ balance: number }>(
          "test.balance",
          "SELECT balance FROM accounts WHERE name = $1",
          [account],
        );
        await meeting();
        await transaction.query("test.set", "UPDATE accounts SET balance = $2 WHERE name = $1", [
          account,
          row!.balance + 1,
        ]);
      });
    await Promise.all([increment(), increment()]);
    expect(await balanceOf(account)).toBe(102);
  });

  test("that fails for another reason is not run again", async () => {
    let runs = 0;
    const failing = database.transaction(async (transaction) => {
      runs++;
      await transaction.query("test.broken", "SELECT 1 / 0");
    });
    await expect(failing).rejects.toThrow("division by zero");
    expect(runs).toBe(1);
  });
});

describe("statements", () => {
  test("are counted with BEGIN and COMMIT, those of workers apart", async () => {
    const account = await newAccount();
    const { statements } = await countStatements(async () => {
      await database.transaction((transaction) => add(transaction, account, 1));
      await asWorker(() => balanceOf(account));
    });
    expect(statements.map(({ label }) => label)).toEqual(["BEGIN", "test.add", "COMMIT"]);
    expect(statements[0]).toEqual({ label: "BEGIN", schema: "shop", worker: false });
  });

  test("are read alike the first time and later, whatever rows they give", async () => {
    const account = await newAccount(3);
    const one = openDatabase({ url: store.environment.DATABASE_URL!, schema: "shop", poolSize: 1 });
    const asked = async (on: Queryable) => [
      await on.query("test.row", "SELECT name, balance, NULL AS nothing FROM accounts WHERE name = $1", [account]),
      await on.query("test.noColumns", "SELECT FROM accounts WHERE name = $1", [account]),
      await on.query("test.noRows", "SELECT name FROM accounts WHERE name = $1", ["nobody"]),
      await on.query("test.noAnswer", "UPDATE accounts SET balance = balance WHERE name = $1", [account]),
    ];
    const rows = [[{ name: account, balance: 3, nothing: null }], [{}], [], []];
    for (const _time of [1, 2, 3]) {
      expect(await asked(one)).toEqual(rows);
      expect(await one.transaction(asked)).toEqual(rows);
    }
    await one.close();
  });

  test("leave their connection in order when a value cannot be written, the first time and later", async () => {
    const one = openDatabase({ url: store.environment.DATABASE_URL!, schema: "shop", poolSize: 1 });
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const echo = (on: Queryable, value: unknown) => on.query("test.echo", "SELECT $1::jsonb AS value", [value]);
    await expect(echo(one, circle)).rejects.toThrow("circular");
    expect(await echo(one, { a: 1 })).toEqual([{ value: { a: 1 } }]);
    await expect(echo(one, circle)).rejects.toThrow("circular");
    await expect(one.transaction((on) => echo(on, circle))).rejects.toThrow("circular");
    expect(await one.transaction((on) => echo(on, { b: 2 }))).toEqual([{ value: { b: 2 } }]);
    expect(await echo(one, { c: 3 })).toEqual([{ value: { c: 3 } }]);
    await one.close();
  });

  test("have one text for each label", async () => {
    await database.query("test.label", "SELECT 1 AS one");
    await expect(database.query("test.label", "SELECT 2 AS two")).rejects.toThrow("test.label");
    await expect(database.query("a label", "SELECT 1")).rejects.toThrow("a label");
  });

  test("give bigint as numbers, and refuse what a number cannot hold", async () => {
    const numbers = "SELECT 9007199254740991::bigint AS one, ARRAY[1, NULL, 3]::bigint[] AS some";
    expect(await database.query("test.bigint", numbers)).toEqual([{ one: 9007199254740991, some: [1, null, 3] }]);
    const unsafe = database.query("test.unsafe", "SELECT 9007199254740993::bigint");
    await expect(unsafe).rejects.toThrow("9007199254740993");
    expect(await database.query("test.one", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});

/** Lets everyone through once `parties` have come; whoever comes later passes at once. */
function barrier(parties: number): () => Promise<void> {
  let open: () => void;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  let waiting = 0;
  return async () => {
    if (++waiting >= parties) open();
    await all;
  };
}
