/** Where an order's rows are: the buyer, by whom they are sharded, and the order. Both are UUIDs. */
export interface OrderKey {
  readonly buyerId: string;
  readonly id: string;
}

/** Where a fulfilment's rows are. */
export interface FulfilmentKey {
  readonly order: OrderKey;
  readonly id: string;
}

/** Where a refund's rows are. */
export interface RefundKey {
  readonly order: OrderKey;
  readonly id: string;
}

/** Where a return's rows are. */
export interface ReturnKey {
  readonly order: OrderKey;
  readonly id: string;
}

const uuidBytes = 16;

/**
 * The opaque id of an order: base64url of the buyer's id and the order's. It leads to the right shard by itself, and
 * since a guest's buyer id is 128 random bits it is a capability.
 */
export function encodeOrderId({ buyerId, id }: OrderKey): string {
  return encode([buyerId, id]);
}

/** What an opaque id leads to, or null for a text that is no order's id. */
export function decodeOrderId(opaque: string): OrderKey | null {
  const ids = decode(opaque, 2);
  return ids && { buyerId: ids[0]!, id: ids[1]! };
}

/** The opaque id of a fulfilment: its order's two ids and its own. */
export function encodeFulfilmentId({ order, id }: FulfilmentKey): string {
  return encode([order.buyerId, order.id, id]);
}

/** What an opaque id leads to, or null for a text that is no fulfilment's id. */
export function decodeFulfilmentId(opaque: string): FulfilmentKey | null {
  const ids = decode(opaque, 3);
  return ids && { order: { buyerId: ids[0]!, id: ids[1]! }, id: ids[2]! };
}

/** The opaque id of a return: its order's two ids and its own. */
export function encodeReturnId({ order, id }: ReturnKey): string {
  return encode([order.buyerId, order.id, id]);
}

/** What an opaque id leads to, or null for a text that is no return's id. */
export function decodeReturnId(opaque: string): ReturnKey | null {
  return decodeFulfilmentId(opaque);
}

/** The opaque id of a refund: its order's two ids and its own. */
export function encodeRefundId({ order, id }: RefundKey): string {
  return encode([order.buyerId, order.id, id]);
}

/** What an opaque id leads to, or null for a text that is no refund's id. */
export function decodeRefundId(opaque: string): RefundKey | null {
  return decodeFulfilmentId(opaque);
}

function encode(uuids: readonly string[]): string {
  return Buffer.from(uuids.join("").replaceAll("-", ""), "hex").toString("base64url");
}

function decode(opaque: string, count: number): string[] | null {
  const bytes = Buffer.from(opaque, "base64url");
  // One spelling per id: Buffer skips what is not base64url, and the last character may have unused bits.
  if (bytes.length !== count * uuidBytes || bytes.toString("base64url") !== opaque) return null;
  return Array.from({ length: count }, (_, index) =>
    toUuid(bytes.subarray(index * uuidBytes, (index + 1) * uuidBytes).toString("hex")),
  );
}

function toUuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
