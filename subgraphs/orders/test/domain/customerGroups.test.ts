import { describe, expect, test } from "@jest/globals";
import { groupsForEdit } from "../../src/domain/customerGroups.ts";

const buyer = { userId: "ann", groups: ["vip"] };
const staff = { userId: "bob", groups: ["staff"] };

describe("an edit's new pieces are sold at the prices of", () => {
  test("the groups that the order was placed with, also when they are none", () => {
    const order = { customerGroups: ["trade"], customerId: "ann", claimedBy: null };
    for (const editor of [buyer, staff]) expect(groupsForEdit(order, editor)).toEqual(["trade"]);
    expect(groupsForEdit({ ...order, customerGroups: [] }, staff)).toEqual([]);
  });

  test("the buyer's own groups of now, of an order from before groups were kept, and nobody else's", () => {
    const order = { customerGroups: null, customerId: "ann", claimedBy: null };
    expect(groupsForEdit(order, buyer)).toEqual(["vip"]);
    expect(groupsForEdit(order, staff)).toEqual([]);
    expect(groupsForEdit({ ...order, claimedBy: "CART" }, buyer)).toEqual([]);
    expect(groupsForEdit({ ...order, customerId: null }, { userId: null, groups: [] })).toEqual([]);
  });
});
