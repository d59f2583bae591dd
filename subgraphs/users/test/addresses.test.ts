import { randomUUID } from "node:crypto";
import { countStatements } from "@angidi/testing";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { registered, startWorld, type World } from "./world.ts";

const home = {
  fullName: "Ann Lee",
  line1: "1 Main Street",
  line2: null,
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  countryCode: "US",
  phone: "+1 555 010 9999",
};
const office = { ...home, line1: "2 Market Square", line2: "Floor 3" };

interface Owner {
  readonly userId: string;
}

describe("an address book", () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const add = (as: Owner, address: object = home) => world.mutate("AddAddress", { address }, as);
  const book = async (as: Owner) => (await world.ask("MyAddresses", {}, as)).addresses;
  const owner = async () => (await registered(world)).as;

  it("is empty at first; the first address becomes the default, later ones do not", async () => {
    const as = await owner();
    expect(await book(as)).toEqual([]);
    const first = await add(as);
    expect(first).toEqual({
      __typename: "AddressAdded",
      address: { ...home, id: expect.any(String), isDefault: true },
      user: { id: as.userId },
    });
    const second = await add(as, office);
    expect(await book(as)).toEqual([first.address, { ...second.address, isDefault: false }]);
  });

  it("keeps addresses in any script as they were given", async () => {
    const as = await owner();
    const address = {
      ...home,
      fullName: "李小龍 🐉",
      line1: "<b>שדרות רוטשילד</b>",
      city: "'; drop table addresses; --",
    };
    await add(as, { ...address, countryCode: "il" });
    expect(await book(as)).toEqual([{ ...address, countryCode: "IL", id: expect.any(String), isDefault: true }]);
  });

  it.each([
    [{ countryCode: "XX" }, "countryCode"],
    [{ fullName: "" }, "fullName"],
    [{ line1: "bell\u0007" }, "line1"],
    [{ city: "x".repeat(101) }, "city"],
    [{ phone: "none" }, "phone"],
  ])("refuses an address with %j", async (wrong, field) => {
    const as = await owner();
    const refused = { __typename: "InvalidInput", path: ["address", field] };
    expect(await add(as, { ...home, ...wrong })).toMatchObject(refused);
    const { address } = await add(as);
    const update = { id: address.id, address: { ...home, ...wrong } };
    expect(await world.mutate("UpdateAddress", update, as)).toMatchObject(refused);
    expect(await book(as)).toEqual([address]);
  });

  it("replaces an address as a whole", async () => {
    const as = await owner();
    const { address } = await add(as, office);
    const { line2: _, phone: __, ...plain } = home;
    expect(await world.mutate("UpdateAddress", { id: address.id, address: plain }, as)).toEqual({
      __typename: "AddressUpdated",
      address: { ...home, phone: null, id: address.id, isDefault: true },
    });
  });

  it("has one default, the one that was chosen last, or none once that is gone", async () => {
    const as = await owner();
    const [{ address: first }, { address: second }] = [await add(as), await add(as, office)];
    expect(await world.mutate("SetDefaultAddress", { id: second.id }, as)).toEqual({
      __typename: "DefaultAddressSet",
      address: { id: second.id, isDefault: true },
      user: {
        addresses: [
          { id: first.id, isDefault: false },
          { id: second.id, isDefault: true },
        ],
      },
    });
    expect(await world.mutate("RemoveAddress", { id: second.id }, as)).toEqual({
      __typename: "AddressRemoved",
      addressId: second.id,
      user: { addresses: [{ id: first.id, isDefault: false }] },
    });
    expect(await world.mutate("RemoveAddress", { id: second.id }, as)).toMatchObject({ __typename: "AddressNotFound" });
  });

  it("has one default, whatever is chosen in parallel", async () => {
    const as = await owner();
    const added = await Promise.all(Array.from({ length: 6 }, () => add(as)));
    expect(added.filter(({ address }) => address.isDefault)).toHaveLength(1);
    await Promise.all(added.map(({ address }) => world.mutate("SetDefaultAddress", { id: address.id }, as)));
    expect((await book(as)).filter(({ isDefault }: { isDefault: boolean }) => isDefault)).toHaveLength(1);
  });

  it("holds fifty addresses, however many are added in parallel", async () => {
    const as = await owner();
    for (let i = 0; i < 5; i++) await Promise.all(Array.from({ length: 9 }, () => add(as)));
    const last = await Promise.all(Array.from({ length: 8 }, () => add(as)));
    expect(last.filter(({ __typename }) => __typename === "AddressAdded")).toHaveLength(5);
    expect(last.filter(({ __typename }) => __typename === "AddressBookFull")).toHaveLength(3);
    expect(await book(as)).toHaveLength(50);
  });

  it("is read by two statements with its owner", async () => {
    const as = await owner();
    await add(as);
    await add(as, office);
    const { statements } = await countStatements(() => book(as));
    expect(statements.map(({ label }) => label)).toEqual(["users.byIds", "addresses.byUserIds"]);
  });

  it("is nobody else's: not seen, not changed, not emptied", async () => {
    const [as, stranger] = [await owner(), await owner()];
    const { address } = await add(as);
    expect(await book(stranger)).toEqual([]);
    const notFound = { __typename: "AddressNotFound", message: expect.any(String), path: ["id"] };
    for (const id of [address.id, randomUUID(), "no id"]) {
      expect(await world.mutate("UpdateAddress", { id, address: office }, stranger)).toEqual(notFound);
      expect(await world.mutate("RemoveAddress", { id }, stranger)).toEqual(notFound);
      expect(await world.mutate("SetDefaultAddress", { id }, stranger)).toEqual(notFound);
    }
    expect(await book(as)).toEqual([address]);
  });

  it("is not for guests, nor for an account that is no more", async () => {
    for (const as of [{}, { userId: randomUUID() }]) {
      const { errors } = await world.execute("AddAddress", { input: { address: home } }, as);
      expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    }
    const { errors } = await world.execute("RemoveAddress", { input: { id: randomUUID() } });
    expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });
});
