import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startProgram } from "../src/childProcess.ts";
import { freePort } from "../src/ports.ts";

let folder: string;
let occupied: Server;
let occupiedPort: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "angidi-sentence-"));
  occupied = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => occupied.once("listening", resolve));
  occupiedPort = (occupied.address() as { port: number }).port;
});
afterAll(() => {
  occupied.close();
  rmSync(folder, { recursive: true });
});

/** What `npm start` says and how it ends, with these variables. */
async function attempt(variables: Record<string, string>): Promise<{ code: number; said: string }> {
  const program = startProgram("deploy/local/main.ts", {
    PATH: process.env.PATH,
    STOREFRONT: "off",
    ANGIDI_DATA: join(folder, "data"),
    PORT: String(await freePort()),
    ...variables,
  });
  const code = await program.ended;
  return { code, said: program.output() };
}

test("a port in use", async () => {
  const { code, said } = await attempt({ PORT: String(occupiedPort) });
  expect(code).toBe(1);
  expect(said).toBe(
    `Port ${occupiedPort} is in use by another program: stop it, or choose another port, as in PORT=4100 npm start.\n`,
  );
});

test("a folder that cannot be written to", async () => {
  writeFileSync(join(folder, "file"), "");
  const { code, said } = await attempt({ ANGIDI_DATA: join(folder, "file", "data") });
  expect(code).toBe(1);
  expect(said).toMatch(/^The folder .* cannot be used \(ENOTDIR\).*\n$/);
});

test("a database that does not answer", async () => {
  const { code, said } = await attempt({ DATABASE_URL: `postgresql://angidi@127.0.0.1:${await freePort()}/angidi` });
  expect(code).toBe(1);
  expect(said).toMatch(/The database does not answer: is it running, and is its URL right\?\n$/);
  expect(said).not.toMatch(/^ +at /m);
});

test("mistakes in the configuration, all of them", async () => {
  const { code, said } = await attempt({ PORT: "http", DEMO: "perhaps" });
  expect(code).toBe(1);
  expect(said).toMatch(/^The configuration has mistakes:\n {2}PORT: .*\n {2}DEMO: must be on or off\n$/);
});
