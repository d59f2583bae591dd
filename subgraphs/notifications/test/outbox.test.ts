import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { anOrder, confirmed } from "./happenings.ts";
import { scriptedProviders } from "./scripted.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe("the outbox page", () => {
  test("says so while it is empty, and lists what was sent", async () => {
    expect((await world.visit("GET", "/outbox")).body).toContain("Nothing has been sent yet");
    const order = anOrder({ email: "ann+<b>@example.test" });
    await world.publish(confirmed(order));
    await world.settled();
    const { EMAIL } = await world.messagesOf(order.orderId);
    const page = await world.visit("GET", "/outbox");
    expect(page.body).toContain(`<a href="/outbox/${EMAIL.id}">Your order A-7K3M9QX2TB is confirmed</a>`);
    expect(page.body).toContain("ann+&lt;b&gt;@example.test");
    expect(page.headers).toMatchObject({ "content-security-policy": expect.stringContaining("default-src 'none'") });
  });

  test("shows a mail as it is read, in a frame that may run nothing", async () => {
    const [line] = anOrder().lines;
    const order = anOrder({ lines: [{ ...line!, title: `"><script>alert(1)</script>` }] });
    await world.publish(confirmed(order));
    await world.settled();
    const { EMAIL } = await world.messagesOf(order.orderId);
    const page = await world.visit("GET", `/outbox/${EMAIL.id}`);
    expect(page.status).toBe(200);
    expect(page.body).toMatch(
      /<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" [^>]*srcdoc="&lt;!doctype/,
    );
    expect(page.body).not.toContain("<script>");
    expect(page.headers?.["content-security-policy"]).not.toMatch(/script-src|unsafe-eval/);
  });

  test("shows no message that is not there", async () => {
    for (const id of ["x", "01a20563-3d8d-729f-854a-5822186020bd"]) {
      expect((await world.visit("GET", `/outbox/${id}`)).status).toBe(404);
    }
  });
});

test("there is no such page in production, nor where every channel has a provider", async () => {
  const worlds = await Promise.all([
    startWorld({ environment: { NODE_ENV: "production" } }),
    startWorld({ stage: { providers: scriptedProviders() } }),
  ]);
  for (const { subgraph, close } of worlds) {
    expect(subgraph.routes.map(({ path }) => path)).toEqual([
      "/notifications/unsubscribe",
      "/notifications/unsubscribe",
    ]);
    await close();
  }
});
