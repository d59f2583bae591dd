import { expect, test } from "@jest/globals";
import { demoProducts } from "../../src/demo/assortment.ts";
import { drawPicture } from "../../src/demo/picture.ts";
import { pictureRoute, pictureUrl } from "../../src/demo/pictureRoute.ts";
import { shapes } from "../../src/demo/shapes.ts";
import { openElements } from "./wellFormed.ts";

const products = demoProducts();
const get = (name: string) =>
  pictureRoute.handle({ params: { name }, query: {}, headers: {}, body: Buffer.alloc(0) } as never);

test("Every product has pictures, one for each of its colours, that say what they show", () => {
  const names = products.flatMap(({ pictures }) => pictures.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  for (const { pictures, title, options } of products) {
    const colours = options.find(({ name }) => name === "Colour")?.values.length ?? 1;
    expect(pictures.length).toBeGreaterThanOrEqual(colours);
    for (const { altText } of pictures) expect(altText.startsWith(title)).toBe(true);
  }
});

test("Every shape is of some product, and there are dozens of them", () => {
  expect(new Set(products.map(({ shape }) => shape))).toEqual(new Set(Object.keys(shapes)));
  expect(Object.keys(shapes).length).toBeGreaterThan(60);
});

test("Every picture is small, well-formed SVG with a title, in colours that exist", () => {
  for (const product of products) {
    for (const picture of product.pictures) {
      const svg = drawPicture(product, picture);
      expect(openElements(svg)).toEqual([]);
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="800" height="800"/);
      expect(svg).toContain("<title>");
      expect(svg).not.toMatch(/NaN|undefined/);
      expect(svg.length).toBeLessThan(3_000);
    }
  }
});

test("Outlines are made of commands and numbers that stay on the square", () => {
  for (const { fill, light = "", line } of Object.values(shapes)) {
    for (const path of [fill, light, line]) {
      expect(path).toMatch(/^(?:[MLQAZ] ?|-?\d+(?:\.\d+)? ?)*$/);
      for (const number of path.match(/-?\d+(?:\.\d+)?/g) ?? []) {
        expect(Number(number)).toBeGreaterThanOrEqual(0);
        expect(Number(number)).toBeLessThanOrEqual(100);
      }
    }
  }
});

test("The route gives the pictures, and nothing else", async () => {
  for (const picture of products.slice(0, 50).flatMap(({ pictures }) => pictures)) {
    const { status, headers, body } = await get(pictureUrl(picture).split("/").at(-1)!);
    expect(status).toBe(200);
    expect(headers?.["content-type"]).toBe("image/svg+xml");
    expect(openElements(body as string)).toEqual([]);
  }
  const [first] = products;
  for (const name of ["nothing.svg", "../../etc/passwd", first!.slug, "__proto__"]) {
    expect((await get(name)).status).toBe(404);
  }
});
