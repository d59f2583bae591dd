import { testDatabase } from "@angidi/testing";
import { postgresNotifications } from "../src/data/postgresNotifications.ts";
import { migrations, name } from "../src/subgraph.ts";
import { notificationRepositoryContract } from "./notificationRepositoryContract.ts";

notificationRepositoryContract("PostgreSQL", async () => {
  const { database, drop } = await testDatabase({ name, migrations });
  return {
    notifications: postgresNotifications(database),
    async published() {
      const rows = await database.query<{ subject: string }>(
        "test.published",
        "SELECT subject FROM outbox ORDER BY position",
      );
      return rows.map(({ subject }) => subject);
    },
    close: drop,
  };
});
