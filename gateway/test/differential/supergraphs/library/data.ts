import type { MadeUpSupergraph, Row } from "../../world.ts";

/** Keys of every form, and readers of books known to subgraphs by one key here and another there. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const author = (first: string, last: string, more: Row): Row => ({
      __typename: "Author",
      name: { first, last },
      ...more,
    });
    const mary: Row = author("Mary", "Ann", { penNames: ["George", "M. A."], born: 1819, rivals: () => [emily] });
    const emily: Row = author("Emily", "B", { penNames: ["Ellis"], born: null, rivals: () => [mary, emily] });
    const nobody: Row = author("No", "Body", { penNames: [], born: 1700, rivals: null });

    const book = (isbn: string, title: string, by: Row, room: string, number: number, more: Row): Row => ({
      __typename: "Book",
      isbn,
      title,
      author: by,
      shelf: { room, number, dusty: number % 2 === 0 },
      due: ({ grace, unit }: { grace?: number; unit: string }) => `${isbn} in ${grace ?? "no"} ${unit}`,
      ...more,
    });
    const mill: Row = book("b1", "The Mill", mary, "A", 1, {
      written: 1860,
      series: () => [adam],
      readers: () => [ann, bob],
    });
    const adam: Row = book("b2", "Adam", mary, "A", 2, {
      written: 1859,
      series: () => [mill, adam],
      readers: () => [],
    });
    const hill: Row = book("b3", "The Hill", emily, "B", 1, { written: null, series: [], readers: () => [bob] });
    const blank: Row = book("b4", "Blank", nobody, "B", 2, { written: 1, series: [], readers: () => [ann, ann] });

    const ann: Row = {
      __typename: "Reader",
      card: "r1",
      club: "owls",
      code: 1,
      nickname: "Owl",
      favourite: mary,
      books: () => [mill, blank, blank],
    };
    const bob: Row = {
      __typename: "Reader",
      card: "r2",
      club: "owls",
      code: 2,
      nickname: null,
      favourite: nobody,
      books: () => [mill, hill],
    };
    const books = [mill, adam, hill, blank];
    return {
      Query: {
        books: ({ first }: { first?: number }) => books.slice(0, Math.max(first ?? books.length, 0)),
        book: ({ isbn }: { isbn: string }) => books.find((each) => each.isbn === isbn),
        oldest: () => blank,
        borrowed: () => [mill, null, hill, mill],
        reader: ({ card }: { card: string }) => [ann, bob].find((each) => each.card === card),
        club: ({ name }: { name: string }) => (name === "owls" ? { name, members: [bob, ann] } : null),
        laureates: () => [emily, mary],
      },
      entities: [...books, ann, bob, mary, emily, nobody],
    };
  },
  values: { isbn: ["b1", "b2", "b3", "b4", "none"], card: ["r1", "r2", "none"], name: ["owls", "none"] },
};
