import type { ClientRequestArgs } from "node:http";
import { Agent } from "node:https";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Notification } from "../../src/domain/notification.ts";
import { firebase } from "../../src/providers/firebase.ts";
import { sendGrid } from "../../src/providers/sendgrid.ts";
import { twilio } from "../../src/providers/twilio.ts";
import { aMessage } from "../makeMessage.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

let api: Receiver;
beforeAll(async () => {
  api = await startReceiver();
});
afterAll(() => api.close());
beforeEach(() => {
  api.received.length = 0;
});

const now = () => new Date("2026-03-10T12:00:00Z");

function message(changes: Partial<Notification> = {}): Notification {
  return {
    ...aMessage(),
    status: "PENDING",
    provider: null,
    failure: null,
    history: [],
    attempts: 1,
    sentAt: null,
    readAt: null,
    ...changes,
  };
}

describe("SendGrid", () => {
  const mail = () => sendGrid({ apiKey: "SG.test", from: "shop@shop.test", now, baseUrl: api.url });

  test("is asked as its v3 Mail Send says", async () => {
    api.answer({ status: 202, headers: { "x-message-id": "sg-1" } });
    const unsubscribeUrl = "https://shop.test/notifications/unsubscribe?token=a.b";
    const sent = message({ unsubscribeUrl });
    expect(await mail().send(sent)).toEqual({ kind: "sent", providerId: "sg-1" });
    const [request] = api.received;
    expect(request).toMatchObject({
      method: "POST",
      path: "/v3/mail/send",
      headers: { authorization: "Bearer SG.test", "content-type": "application/json" },
    });
    expect(JSON.parse(request!.body)).toEqual({
      from: { email: "shop@shop.test" },
      personalizations: [{ to: [{ email: "ann@example.test" }] }],
      subject: "On its way 🚚",
      content: [
        { type: "text/plain", value: "Your order is on its way." },
        { type: "text/html", value: "<p>Your order is on its way.</p>" },
      ],
      headers: {
        "Message-ID": `<${sent.id}@shop.test>`,
        "List-Unsubscribe": `<${unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
      custom_args: { notification: sent.id },
      tracking_settings: {
        click_tracking: { enable: false, enable_text: false },
        open_tracking: { enable: false },
      },
    });
  });

  test.each([
    [
      { status: 400, body: { errors: [{ message: "bad", field: "to" }] } },
      { kind: "permanent", code: "sendgrid:400" },
    ],
    [{ status: 401 }, { kind: "transient", code: "sendgrid:401" }],
    [{ status: 503 }, { kind: "transient", code: "sendgrid:503" }],
    [
      { status: 429, headers: { "x-ratelimit-reset": String(Date.UTC(2026, 2, 10, 12, 0, 42) / 1000) } },
      { kind: "rate-limited", code: "sendgrid:429", retryAfterSeconds: 42 },
    ],
  ])("an answer %j is %j", async (answer, outcome) => {
    api.answer(answer);
    expect(await mail().send(message())).toEqual(outcome);
  });

  test("that cannot be reached is transient", async () => {
    const nowhere = sendGrid({ apiKey: "SG.test", from: "shop@shop.test", now, baseUrl: "http://127.0.0.1:1" });
    expect(await nowhere.send(message())).toMatchObject({ kind: "transient" });
  });
});

describe("Twilio", () => {
  const settings = { accountSid: "AC0123456789abcdef", authToken: "secret", from: "+15005550006", now };
  const text = (changes = {}) => twilio({ ...settings, baseUrl: api.url, ...changes });
  const sms = () => message({ channel: "SMS", recipient: "+4915112345678", html: null });

  test("is asked as its Messages resource says", async () => {
    api.answer({ status: 201, body: { sid: "SM1" } });
    expect(await text().send(sms())).toEqual({ kind: "sent", providerId: "SM1" });
    const [request] = api.received;
    expect(request).toMatchObject({
      method: "POST",
      path: "/2010-04-01/Accounts/AC0123456789abcdef/Messages.json",
      headers: {
        authorization: `Basic ${Buffer.from("AC0123456789abcdef:secret").toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
    });
    expect(Object.fromEntries(new URLSearchParams(request!.body))).toEqual({
      To: "+4915112345678",
      From: "+15005550006",
      Body: "Your order is on its way.",
    });
  });

  test("sends by a messaging service where one is named", async () => {
    api.answer({ status: 201, body: { sid: "SM2" } });
    await text({ from: "MG0123" }).send(sms());
    expect(new URLSearchParams(api.received[0]!.body).get("MessagingServiceSid")).toBe("MG0123");
  });

  test.each([
    [
      { status: 400, body: { code: 21610, message: "+49151… has opted out" } },
      { kind: "permanent", code: "twilio:21610" },
    ],
    [
      { status: 401, body: { code: 20003, message: "Authenticate" } },
      { kind: "transient", code: "twilio:20003" },
    ],
    [
      { status: 500, body: { code: 20500, message: "Oops" } },
      { kind: "transient", code: "twilio:20500" },
    ],
    [
      { status: 429, headers: { "retry-after": "7" }, body: { code: 20429, message: "Too many" } },
      { kind: "rate-limited", code: "twilio:429", retryAfterSeconds: 7 },
    ],
  ])("an answer %j is %j", async (answer, outcome) => {
    api.answer(answer);
    expect(await text().send(sms())).toEqual(outcome);
  });

  test("that cannot be reached is transient", async () => {
    expect(await text({ baseUrl: "http://127.0.0.1:1" }).send(sms())).toMatchObject({ kind: "transient" });
  });
});

/** Firebase's address is fixed in its package: this hands its requests to the receiver instead, without TLS. */
class ToReceiver extends Agent {
  override createConnection(_options: ClientRequestArgs) {
    return connect(api.port, "127.0.0.1");
  }
}

describe("Firebase", () => {
  const credential = { getAccessToken: async () => ({ access_token: "google-token", expires_in: 3600 }) };
  let tokens: string[] = [];
  const devices = {
    devicesOf: async () => tokens,
    forgetDevices: async (gone: readonly string[]) => {
      tokens = tokens.filter((token) => !gone.includes(token));
    },
  };
  const push = () => firebase({ projectId: "shop", credential, devices, now, httpAgent: new ToReceiver() });
  const notice = () => message({ channel: "PUSH", recipient: "user", html: null, orderId: "order-1" });
  const refusal = (status: number, code: string, errorCode: string) => ({
    status,
    body: {
      error: {
        code: status,
        status: code,
        message: errorCode,
        details: [{ "@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", errorCode }],
      },
    },
  });
  const unregistered = refusal(404, "NOT_FOUND", "UNREGISTERED");
  const accepted = { status: 200, body: { name: "projects/shop/messages/1" } };
  const tokenOf = (body: string) => JSON.parse(body).message.token;

  beforeEach(() => {
    tokens = ["one"];
  });

  test("is asked as its HTTP v1 API says", async () => {
    api.answer(accepted);
    const sent = notice();
    expect(await push().send(sent)).toEqual({ kind: "sent", providerId: "projects/shop/messages/1" });
    const [request] = api.received;
    expect(request).toMatchObject({
      method: "POST",
      path: "/v1/projects/shop/messages:send",
      headers: { authorization: "Bearer google-token", host: "fcm.googleapis.com" },
    });
    expect(JSON.parse(request!.body)).toEqual({
      message: {
        token: "one",
        notification: { title: "On its way 🚚", body: "Your order is on its way." },
        data: { notificationId: sent.id, kind: "ORDER_SHIPPED", orderId: "order-1" },
        android: { collapse_key: sent.id, notification: { tag: sent.id } },
        apns: { headers: { "apns-collapse-id": sent.id } },
        webpush: { notification: { tag: sent.id } },
      },
    });
  });

  test("one device is enough; one that is gone is forgotten", async () => {
    tokens = ["gone", "here"];
    api.answer(({ body }) => (tokenOf(body) === "gone" ? unregistered : accepted));
    expect(await push().send(notice())).toMatchObject({ kind: "sent" });
    expect(tokens).toEqual(["here"]);
  });

  test("without a device left it is permanent", async () => {
    api.answer(unregistered);
    expect(await push().send(notice())).toMatchObject({ kind: "permanent" });
    expect(tokens).toEqual([]);
    expect(await push().send(notice())).toEqual({ kind: "permanent", code: "firebase:no-device" });
  });

  test.each([
    [refusal(400, "INVALID_ARGUMENT", "INVALID_ARGUMENT"), "permanent"],
    [refusal(401, "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR"), "transient"],
    [refusal(500, "INTERNAL", "INTERNAL"), "transient"],
    [{ ...refusal(429, "RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED"), headers: { "retry-after": "9" } }, "rate-limited"],
  ])("an answer %j is %s", async (answer, kind) => {
    api.answer(answer);
    const outcome = await push().send(notice());
    expect(outcome.kind).toBe(kind);
    if (outcome.kind === "rate-limited") expect(outcome.retryAfterSeconds).toBe(9);
  });
});
