import type { Route, RouteResponse } from "@angidi/subgraph";
import { demoProducts } from "./assortment.ts";
import type { DemoPicture, DemoProduct } from "./demoProduct.ts";
import { drawPicture } from "./picture.ts";

interface Drawing {
  readonly product: DemoProduct;
  readonly picture: DemoPicture;
}

/** By name, once the first is asked for. */
let drawings: ReadonlyMap<string, Drawing> | null = null;

/** Where a picture of a demo product is, on the host of the graph. */
export function pictureUrl({ name }: DemoPicture): string {
  return `/media/${name}`;
}

/** The demo store's pictures, drawn when they are asked for. */
export const pictureRoute: Route = {
  method: "GET",
  path: "/media/:name",
  async handle({ params }): Promise<RouteResponse> {
    drawings ??= allDrawings();
    const drawing = drawings.get(params.name ?? "");
    if (!drawing)
      return { status: 404, headers: { "content-type": "text/plain; charset=utf-8" }, body: "No such picture" };
    return {
      status: 200,
      headers: { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" },
      body: drawPicture(drawing.product, drawing.picture),
    };
  },
};

function allDrawings(): ReadonlyMap<string, Drawing> {
  return new Map(
    demoProducts().flatMap((product) => product.pictures.map((picture) => [picture.name, { product, picture }])),
  );
}
