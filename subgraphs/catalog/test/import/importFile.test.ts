import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ImportRefused, importFile } from "../../src/index.ts";
import { inEachWorld, type World } from "../world.ts";
import { csv } from "./source.ts";

inEachWorld("An import of a file", (start) => {
  let world: World;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "angidi-import-"));
    world = await start();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await world.close();
  });

  test("a file on disk is imported into the catalogue that the environment names", async () => {
    const file = join(folder, "tea.csv");
    writeFileSync(file, csv("tea,Tea,T-1,12.90,,,5,shopify"));
    const { environment, inventory } = world;
    const summary = await importFile({ file, environment, services: inventory.services });
    expect(summary).toMatchObject({ created: 1, stockSet: 1 });
    expect(await world.ask("Product", { slug: "tea" })).toMatchObject({ title: "Tea" });
    expect(inventory.onHand.get("T-1")).toBe(5);
  });

  test("what is no file is refused in a sentence", async () => {
    const { environment, inventory } = world;
    for (const [file, sentence] of [
      [join(folder, "missing.csv"), "There is no file"],
      [folder, "is not a file"],
    ] as const) {
      const refused = await importFile({ file, environment, services: inventory.services }).catch((error) => error);
      expect(refused).toBeInstanceOf(ImportRefused);
      expect(refused.message).toContain(sentence);
    }
  });
});
