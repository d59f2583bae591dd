import type { Route, RouteResponse } from "@angidi/subgraph";
import { demoProducts } from "./assortment.ts";
import { drawPicture } from "./picture.ts";

/** Where the picture of a demo product is, on the host of the graph. */
export function pictureUrl(slug: string): string {
  return `/media/${slug}.svg`;
}

/** The demo store's pictures, drawn when they are asked for. */
export const pictureRoute: Route = {
  method: "GET",
  path: "/media/:name",
  async handle({ params }): Promise<RouteResponse> {
    const product = demoProducts.find(({ slug }) => `${slug}.svg` === params.name);
    if (!product)
      return { status: 404, headers: { "content-type": "text/plain; charset=utf-8" }, body: "No such picture" };
    return {
      status: 200,
      headers: { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" },
      body: drawPicture(product),
    };
  },
};
