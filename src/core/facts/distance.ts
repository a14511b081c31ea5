const earthRadiusMeters = 6_371_000;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Measures from a place on the earth, in metres, by the haversine formula; NaN to where no place is. */
export function metersFrom(place: {
  latitude: number;
  longitude: number;
}): (latitude: number, longitude: number) => number {
  const from = radians(place.latitude);
  const cosine = Math.cos(from);
  return (latitude, longitude) => {
    const to = radians(latitude);
    const down = Math.sin((to - from) / 2);
    const across = Math.sin(radians(longitude - place.longitude) / 2);
    const half = down * down + cosine * Math.cos(to) * across * across;
    return 2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(half)));
  };
}
