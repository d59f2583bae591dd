import { countryCentres } from "./countryCentres.ts";

/** The mean radius of the earth in kilometres (IUGG). */
const earthRadius = 6_371;

/**
 * The great-circle distance in kilometres between the centres of two countries (ISO 3166-1 alpha-2), by the haversine
 * formula (R. W. Sinnott, Virtues of the Haversine, Sky and Telescope 68, 1984). Infinity when one of them is not known
 * and they are not the same.
 */
export function distanceBetween(one: string, other: string): number {
  if (one === other) return 0;
  const [from, to] = [countryCentres.get(one), countryCentres.get(other)];
  if (!from || !to) return Infinity;
  const [latitude, otherLatitude] = [radians(from.latitude), radians(to.latitude)];
  const haversine =
    Math.sin((otherLatitude - latitude) / 2) ** 2 +
    Math.cos(latitude) * Math.cos(otherLatitude) * Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, haversine)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
