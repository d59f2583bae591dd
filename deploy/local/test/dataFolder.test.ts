import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openDataFolder, signingKeyIn } from "../src/dataFolder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "angidi-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the signing key is made once, kept, and readable by its owner alone", () => {
  const key = signingKeyIn(folder);
  expect(key.length).toBeGreaterThanOrEqual(32);
  expect(signingKeyIn(folder)).toBe(key);
  expect(statSync(join(folder, "service-signing-key")).mode & 0o777).toBe(0o600);
});

test("a signing key that is none is told, not used", () => {
  writeFileSync(join(folder, "service-signing-key"), "");
  expect(() => signingKeyIn(folder)).toThrow("holds no signing key");
});

test("a folder is made with those above it", () => {
  const deep = join(folder, "a", "b");
  openDataFolder(deep);
  expect(statSync(deep).isDirectory()).toBe(true);
});

test("a folder that cannot be made is told in a sentence", () => {
  writeFileSync(join(folder, "file"), "");
  for (const impossible of [join(folder, "file", "data"), "/proc/angidi/data"]) {
    expect(() => openDataFolder(impossible)).toThrow(/cannot be used \(E\w+\): make it writable/);
  }
});
