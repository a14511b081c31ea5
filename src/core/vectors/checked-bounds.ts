import { ShoeboxError } from "../errors.ts";
import { wallClockSeconds } from "./wall-clock-seconds.ts";

/** As `wallClockSeconds`. @throws QUERY_INVALID for what is no date */
export function checkedSeconds(date: string): number {
  const seconds = wallClockSeconds(date);
  if (Number.isNaN(seconds)) throw new ShoeboxError("QUERY_INVALID", `There is no such date: ${date}.`);
  return seconds;
}

/** @throws QUERY_INVALID for what is no place on the earth, or no distance */
export function checkedPlace(circle: { latitude: number; longitude: number; radiusMeters: number }): void {
  const { latitude, longitude, radiusMeters } = circle;
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  if (isOnEarth && !Number.isNaN(radiusMeters)) return;
  const place = `${latitude}, ${longitude}, within ${radiusMeters} m`;
  throw new ShoeboxError("QUERY_INVALID", `There is no such place: ${place}.`);
}
