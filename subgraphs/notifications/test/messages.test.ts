import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  abandoned,
  anOrder,
  cancelled,
  confirmed,
  declined,
  delivered,
  edited,
  placed,
  refunded,
  rejected,
  shipped,
  userEvent,
  verificationRequested,
} from "./happenings.ts";
import { describeEachWorld } from "./storesUnderTest.ts";
import { type Answer, newCustomer, staff, startWorld, support, type World } from "./world.ts";

describeEachWorld((_engine, open) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ open });
  });
  afterAll(() => world.close());

  const nodesOf = (list: Answer) => list.edges.map(({ node }: Answer) => node);

  describe("an event becomes messages", () => {
    test.each([
      ["order.confirmed", confirmed, "ORDER_CONFIRMED", "Your order A-7K3M9QX2TB is confirmed"],
      ["order.shipped", shipped, "ORDER_SHIPPED", "Your order A-7K3M9QX2TB is on its way"],
      ["order.delivered", delivered, "ORDER_DELIVERED", "Your order A-7K3M9QX2TB has arrived"],
      ["order.cancelled", cancelled, "ORDER_CANCELLED", "Your order A-7K3M9QX2TB is cancelled"],
    ])("%s, to the address of the order", async (_type, happened, template, subject) => {
      const order = anOrder();
      await world.publish(happened(order));
      await world.settled();
      const list = await world.ask("Notifications", { orderId: order.orderId }, support);
      expect(nodesOf(list)).toEqual([
        {
          id: expect.any(String),
          channel: "EMAIL",
          template,
          recipient: "ann@example.test",
          subject,
          body: expect.stringContaining("A-7K3M9QX2TB"),
          status: "SENT",
          sentAt: world.clock.now.toISOString(),
        },
      ]);
    });

    test("a mail of a confirmed order lists what was bought and what it costs", async () => {
      const order = anOrder();
      await world.publish(confirmed(order));
      const { EMAIL } = await world.messagesOf(order.orderId);
      expect(EMAIL.body).toContain("2 × Walnut desk organiser  $31.95");
      expect(EMAIL.body).toContain("Total: $63.90");
      expect(EMAIL.html).toContain("<td>2 × Walnut desk organiser</td>");
    });

    test("an order that was edited is told of with what it cost and what it costs", async () => {
      const order = anOrder();
      await world.publish(placed(order), edited(order, { totalBefore: 6_390, total: 3_195 }));
      const { EMAIL } = await world.messagesOf(order.orderId);
      expect(EMAIL).toMatchObject({ template: "ORDER_EDITED", recipient: "ann@example.test" });
      expect(EMAIL.body).toContain("it costs $31.95 now, and cost $63.90 before");
      expect(EMAIL.body).toContain("Total: $31.95");
    });

    test("a parcel with a part of the order says so", async () => {
      const order = anOrder();
      await world.publish(shipped(order, { status: "PARTIALLY_SHIPPED" }));
      const { EMAIL } = await world.messagesOf(order.orderId);
      expect(EMAIL.subject).toBe("A part of your order A-7K3M9QX2TB is on its way");
    });

    test("a rejected order is told of when the shopper was not there to see it, and only then", async () => {
      const [gone, expired, short] = [anOrder(), anOrder(), anOrder()];
      await world.publish(
        rejected(gone, { reason: "TIMED_OUT" }),
        rejected(expired, { reason: "RESERVATION_EXPIRED" }),
        rejected(short, { reason: "OUT_OF_STOCK" }),
      );
      expect((await world.messagesOf(gone.orderId)).EMAIL.template).toBe("ORDER_REJECTED");
      expect((await world.messagesOf(expired.orderId)).EMAIL.template).toBe("ORDER_REJECTED");
      expect(await world.messagesOf(short.orderId)).toEqual({});
    });

    test("a placed order is not: what comes of it follows", async () => {
      const order = anOrder();
      await world.publish(placed(order));
      expect(await world.messagesOf(order.orderId)).toEqual({});
    });

    test.each([
      ["payment.failed", declined, "PAYMENT_FAILED", "declined"],
      ["payment.refunded", refunded, "PAYMENT_REFUNDED", "given back"],
    ])("%s goes to whoever placed the order", async (_type, happened, template, words) => {
      const order = anOrder();
      await world.publish(placed(order), happened(order, 1_245));
      const { EMAIL } = await world.messagesOf(order.orderId);
      expect(EMAIL).toMatchObject({ template, recipient: "ann@example.test" });
      expect(EMAIL.body).toContain("$12.45");
      expect(EMAIL.body).toContain(words);
    });

    test("a payment's event that comes before its order's waits for it", async () => {
      const order = anOrder();
      await world.publish(refunded(order, 500));
      expect(await world.messagesOf(order.orderId)).toEqual({});
      await world.publish(placed(order));
      expect((await world.messagesOf(order.orderId)).EMAIL).toMatchObject({ template: "PAYMENT_REFUNDED" });
    });

    test("user.registered welcomes by name, by mail and in the shop", async () => {
      const ann = newCustomer();
      await world.publish(userEvent(ann.userId, "ann.lee@example.test"));
      await world.settled();
      expect(nodesOf(await world.ask("MyNotifications", {}, ann))).toMatchObject([
        { channel: "IN_APP", template: "WELCOME", status: "SENT", subject: "Welcome to Angidi" },
      ]);
      const all = nodesOf(await world.ask("AllNotifications", { first: 2 }, staff));
      expect(all.find(({ channel }: Answer) => channel === "EMAIL")).toMatchObject({
        recipient: "ann.lee@example.test",
        body: expect.stringContaining("Hello Ann Lee,"),
      });
    });

    test("user.verification-requested goes to the address itself, with a link, and nowhere else", async () => {
      const ann = newCustomer();
      const later = new Date(world.clock.now.getTime() + 60_000);
      const [asked, late] = [
        verificationRequested(ann.userId, "ann@verify.test", later),
        verificationRequested(ann.userId, "late@verify.test", world.clock.now),
      ];
      for (const channel of ["SMS", "PUSH", "IN_APP"])
        await world.send("SetNotificationPreference", { kind: "EMAIL_VERIFICATION", channel, enabled: true }, ann);
      await world.publish(userEvent(ann.userId, "ann@other.test"), asked, late);
      await world.settled();
      const all = nodesOf(await world.ask("AllNotifications", { first: 100 }, staff));
      const sent = all.filter(({ template }: Answer) => template === "EMAIL_VERIFICATION");
      expect(sent).toMatchObject([{ channel: "EMAIL", recipient: "ann@verify.test", status: "SENT" }]);
      // What users knows the hash of, and no event.
      const { verificationId } = asked.data as { verificationId: string };
      const [, token] = /verify-email\?token=([\w-]{22})/.exec(sent[0].body)!;
      expect([token !== verificationId, world.logged.join().includes(token!)]).toEqual([true, false]);
    });

    test("cart.abandoned reminds a customer in the shop, and by mail if they asked for that", async () => {
      const [ann, bob] = [newCustomer(), newCustomer()];
      for (const { userId } of [ann, bob]) await world.publish(userEvent(userId, `${userId}@example.test`));
      await world.send("SetNotificationPreference", { kind: "CART_ABANDONED", channel: "EMAIL", enabled: true }, ann);
      await world.publish(abandoned({ customerId: ann.userId, email: null }));
      await world.publish(abandoned({ customerId: bob.userId, email: null }));
      await world.settled();
      for (const as of [ann, bob]) {
        expect(nodesOf(await world.ask("MyNotifications", {}, as))[0]).toMatchObject({
          template: "CART_ABANDONED",
          body: "3 things are still in your cart at Angidi.",
        });
      }
      const all = nodesOf(await world.ask("AllNotifications", { first: 20 }, staff));
      const mails = all.filter(({ channel, template }: Answer) => channel === "EMAIL" && template === "CART_ABANDONED");
      expect(mails).toMatchObject([
        { recipient: `${ann.userId}@example.test`, body: expect.stringContaining("/notifications/unsubscribe?token=") },
      ]);
    });

    test("cart.abandoned writes to no guest: an address that was given for an order is no consent", async () => {
      const email = "guest-of-a-cart@example.test";
      await world.publish(abandoned({ customerId: null, email }));
      await world.settled();
      const all = nodesOf(await world.ask("AllNotifications", { first: 20 }, staff));
      expect(all.filter(({ recipient }: Answer) => recipient === email)).toEqual([]);
    });

    test("a customer is told by mail and in the shop; an order without an address goes to the account's", async () => {
      const ann = newCustomer();
      const order = anOrder({ customerId: ann.userId, email: null });
      // In either order: the order's news waits for the address.
      await world.publish(confirmed(order), userEvent(ann.userId, "ann@home.test"));
      expect(await world.messagesOf(order.orderId)).toMatchObject({
        EMAIL: { recipient: "ann@home.test" },
        IN_APP: { recipient: ann.userId },
      });
    });

    test("what is days old is no news: whoever joins late writes to nobody", async () => {
      const order = anOrder();
      await world.publish({ ...confirmed(order), time: "2026-02-01T00:00:00.000Z" });
      expect(await world.messagesOf(order.orderId)).toEqual({});
    });
  });

  describe("an event that comes again", () => {
    test("becomes one message for each channel", async () => {
      const ann = newCustomer();
      const order = anOrder({ customerId: ann.userId });
      const event = confirmed(order);
      await world.publish(event);
      // As after a store was restored from a backup: the log is read again, and nothing says that this event has acted.
      await world.store.forgetConsumed(event.id);
      await world.repeat(event);
      const { edges } = await world.ask("AllNotifications", { orderId: order.orderId }, staff);
      expect(edges).toHaveLength(2);
    });
  });

  describe("what others wrote", () => {
    const nasty = `<script>alert(1)</script>"'&`;

    test("is escaped in HTML, in titles as in names, and left as it is in plain text", async () => {
      const ann = newCustomer();
      const [line] = anOrder().lines;
      const order = anOrder({ customerId: ann.userId, lines: [{ ...line!, title: nasty }] });
      await world.publish(userEvent(ann.userId, undefined, `{{ shop.name }}<b>`));
      await world.publish(confirmed(order));
      const { EMAIL } = await world.messagesOf(order.orderId);
      expect(EMAIL.html).not.toContain("<script>");
      expect(EMAIL.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;");
      expect(EMAIL.html).toContain("Hello {{ shop.name }}&lt;b&gt;,");
      expect(EMAIL.body).toContain(nasty);
    });

    test("cannot break out of a subject", async () => {
      const order = anOrder({ number: "A-1\r\nBcc: all@example.test\u2028x" });
      await world.publish(confirmed(order));
      const { EMAIL } = await world.messagesOf(order.orderId);
      expect(EMAIL.subject).toBe("Your order A-1 Bcc: all@example.test x is confirmed");
    });
  });

  describe("a reader's language", () => {
    async function confirmationFor(locale: string) {
      const reader = newCustomer();
      await world.send("SetNotificationSettings", { locale }, reader);
      const order = anOrder({ customerId: reader.userId, currency: "EUR" });
      await world.publish(confirmed(order));
      return (await world.messagesOf(order.orderId)).EMAIL;
    }

    test("is that of the templates, with its way of writing amounts", async () => {
      const mail = await confirmationFor("de");
      expect(mail).toMatchObject({ locale: "de", subject: "Ihre Bestellung A-7K3M9QX2TB ist bestätigt" });
      expect(mail.body).toContain("63,90\u00a0€");
    });

    test("falls back to the nearest that there is: de-AT to de, fi to en", async () => {
      expect(await confirmationFor("de-AT")).toMatchObject({ locale: "de" });
      expect(await confirmationFor("fi")).toMatchObject({ locale: "en" });
    });
  });

  test("neither recipients nor words are logged", async () => {
    const order = anOrder({ email: "secret@example.test" });
    await world.publish(confirmed(order));
    await world.settled();
    expect(world.logged.join("")).not.toMatch(/secret@example|Walnut/);
  });
});
