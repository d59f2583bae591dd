import { testDatabase } from "@angidi/testing";
import { categoriesOn } from "../src/data/postgres/categories.ts";
import { partiesOn } from "../src/data/postgres/parties.ts";
import { productsOn } from "../src/data/postgres/products.ts";
import { migrations, name } from "../src/subgraph.ts";
import { productRepositoryContract } from "./productRepositoryContract.ts";

productRepositoryContract("PostgreSQL", async () => {
  const { database, drop } = await testDatabase({ name, migrations });
  return {
    products: productsOn(database),
    categories: categoriesOn(database),
    brands: partiesOn(database, "brands"),
    eventsOf: (productId) =>
      database.query(
        "test.eventsOf",
        `select type, subject_version as "subjectVersion" from outbox where subject = $1 order by position`,
        [productId],
      ),
    close: drop,
  };
});
