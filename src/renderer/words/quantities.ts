const units = ["bytes", "kB", "MB", "GB", "TB"];

/** "3.4 MB". */
export function fileSize(bytes: number): string {
  if (bytes === 1) return "1 byte";
  let [value, unit] = [bytes, 0];
  // From 999.5 on it would be rounded to 1000.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

export function count(number: number): string {
  return number.toLocaleString();
}

/** "1 photo", "1,240 photos". */
export function photos(number: number): string {
  return `${count(number)} ${number === 1 ? "photo" : "photos"}`;
}

/** "1 file", "1,240 files". */
export function files(number: number): string {
  return `${count(number)} ${number === 1 ? "file" : "files"}`;
}

/** "under a minute", "about 5 minutes", "about 2 hours". */
export function duration(seconds: number): string {
  if (seconds < 10) return "a few seconds";
  if (seconds < 50) return "under a minute";
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return minutes <= 1 ? "about a minute" : `about ${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours === 1 ? "about an hour" : `about ${hours} hours`;
}

/** "1/250 s", "2 s". */
export function exposure(seconds: number): string {
  return seconds >= 0.4 ? `${Number(seconds.toFixed(1))} s` : `1/${Math.round(1 / seconds)} s`;
}

/** "4032 × 3024 (12 megapixels)". */
export function dimensions(width: number, height: number): string {
  const megapixels = (width * height) / 1e6;
  if (megapixels < 0.1) return `${width} × ${height}`;
  return `${width} × ${height} (${megapixels.toFixed(megapixels < 9.95 ? 1 : 0)} megapixels)`;
}

/** "48.6512° N, 2.0213° W". */
export function coordinates({ latitude, longitude }: { latitude: number; longitude: number }): string {
  const north = `${Math.abs(latitude).toFixed(4)}° ${latitude < 0 ? "S" : "N"}`;
  return `${north}, ${Math.abs(longitude).toFixed(4)}° ${longitude < 0 ? "W" : "E"}`;
}
