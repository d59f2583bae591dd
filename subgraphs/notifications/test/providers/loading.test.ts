import { execFileSync } from "node:child_process";
import { expect, test } from "@jest/globals";

/** The packages that a process has loaded after `code` ran, of those that the providers need. */
function loadedAfter(code: string): string[] {
  const script = `
    import { createRequire } from "node:module";
    ${code}
    const files = Object.keys(createRequire(import.meta.url).cache).join();
    const heavy = ["@sendgrid/mail", "twilio", "firebase-admin", "axios"];
    console.log(JSON.stringify(heavy.filter((name) => files.includes("/node_modules/" + name + "/"))));`;
  const root = new URL("../../", import.meta.url);
  // What would leave this machine goes to a proxy that is not there.
  const env = { ...process.env, HTTPS_PROXY: "http://127.0.0.1:1" };
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: root, env });
  return JSON.parse(output.toString());
}

const choose = (accounts: string) => `
  const { chooseProviders } = await import("./src/providers/providers.ts");
  await import("./src/index.ts");
  const none = { sendGrid: null, twilio: null, firebase: null };
  const providers = chooseProviders({ ...none, ${accounts} }, { devices: {}, now: () => new Date() });`;

test("no provider's package is loaded before a message is sent by it", () => {
  const account = 'twilio: { accountSid: "AC1", authToken: "x", from: "MG1" }';
  expect(loadedAfter(choose(account))).toEqual([]);
});

test("and then its own alone", () => {
  const account = 'sendGrid: { apiKey: "SG.x", from: "a@b.test" }';
  // The message lacks a recipient, so the package refuses it before anything is sent.
  expect(loadedAfter(`${choose(account)} await providers.EMAIL.send({ id: "x" });`)).toEqual([
    "@sendgrid/mail",
    "axios",
  ]);
});
