import { expect, test } from "@jest/globals";
import { senderOf } from "../../src/security/senderOf.ts";

test("without a trusted proxy the sender is who is connected, whatever the header says", () => {
  expect(senderOf([])("192.0.2.1", "198.51.100.7")).toBe("192.0.2.1");
});

test("behind trusted proxies the sender is the last address that is none of theirs", () => {
  const address = senderOf(["loopback", "10.0.0.0/8"]);
  expect(address("127.0.0.1", "198.51.100.66, 198.51.100.7, 10.1.2.3")).toBe("198.51.100.7");
  expect(address("::1", ["198.51.100.7", "10.1.2.3"])).toBe("198.51.100.7");
});

test("a trusted proxy that says nothing, or no address, is the sender itself", () => {
  const address = senderOf(["127.0.0.1"]);
  expect(address("127.0.0.1", undefined)).toBe("127.0.0.1");
  expect(address("127.0.0.1", "unknown")).toBe("127.0.0.1");
});

test("an IPv4 address has one name on a server that listens on IPv6", () => {
  expect(senderOf([])("::ffff:192.0.2.1", undefined)).toBe("192.0.2.1");
  expect(senderOf(["127.0.0.1"])("::ffff:127.0.0.1", "198.51.100.7")).toBe("198.51.100.7");
});
