import type { Random } from "../random.ts";

/** A day or two of somebody's life, in a folder of its own. */
export interface Event {
  folder: string;
  /** Wall-clock time of its first photo. */
  startMillis: number;
  /** Photos still to come. */
  left: number;
  location: { latitude: number; longitude: number };
  camera: Camera;
  /** Counts up as the camera's own file numbers do. */
  nextFileNumber: number;
}

export interface Camera {
  make: string;
  model: string;
  lens: string;
  /** How it names its files. */
  prefix: string;
  extension: string;
  /** It knows where it is. */
  hasGps: boolean;
}

const cameras: readonly Camera[] = [
  {
    make: "Canon",
    model: "Canon PowerShot A70",
    lens: "5.4-16.2 mm",
    prefix: "IMG_",
    extension: ".JPG",
    hasGps: false,
  },
  {
    make: "NIKON CORPORATION",
    model: "NIKON D70",
    lens: "18-70mm f/3.5-4.5",
    prefix: "DSC_",
    extension: ".JPG",
    hasGps: false,
  },
  {
    make: "Panasonic",
    model: "DMC-FZ200",
    lens: "25-600mm f/2.8",
    prefix: "P10",
    extension: ".JPG",
    hasGps: false,
  },
  {
    make: "SONY",
    model: "ILCE-6000",
    lens: "E PZ 16-50mm F3.5-5.6 OSS",
    prefix: "DSC0",
    extension: ".jpg",
    hasGps: false,
  },
  {
    make: "Apple",
    model: "iPhone 8",
    lens: "iPhone 8 back camera 3.99mm f/1.8",
    prefix: "IMG_",
    extension: ".jpg",
    hasGps: true,
  },
  {
    make: "Google",
    model: "Pixel 6",
    lens: "Pixel 6 back camera 6.81mm f/1.85",
    prefix: "PXL_",
    extension: ".jpg",
    hasGps: true,
  },
];

const names = [
  "Holiday in Brittany",
  "Anna's birthday",
  "Weekend walk",
  "Summer at the lake",
  "Grandma's 80th",
  "Skiing",
  "School trip",
  "New flat",
  "Wedding of Mia and Tom",
  "Garden",
  "Easter",
  "Road trip",
  "Zoo",
  "Christmas",
  "Day at the museum",
  "Camping",
  "Harvest",
  "First day of school",
  "New Year",
  "Picnic with friends",
];

const spots = [
  { latitude: 48.65, longitude: -2.02 },
  { latitude: 52.52, longitude: 13.4 },
  { latitude: 47.56, longitude: 9.42 },
  { latitude: 64.14, longitude: -21.94 },
  { latitude: -33.86, longitude: 151.2 },
  { latitude: 37.77, longitude: -122.42 },
];

const firstYear = 2004;
const years = 21;

/** The photos of a library belong to events; each is a folder, `2011/2011-07 Camping`. */
export function eventNumber(number: number, random: Random): Event {
  const year = firstYear + ((number * 5 + random.whole(0, 3)) % years);
  const month = random.whole(0, 11);
  const startMillis = Date.UTC(year, month, random.whole(1, 27), random.whole(8, 17), random.whole(0, 59));
  const folder = `${year}/${year}-${String(month + 1).padStart(2, "0")} ${random.pick(names)}`;
  // Cameras of their time: the first ones early, phones late.
  const era = Math.min(cameras.length - 1, Math.floor(((year - firstYear) / years) * cameras.length));
  const camera = cameras[Math.max(0, era - (random.chance(0.3) ? 1 : 0))] ?? (cameras[0] as Camera);
  return {
    folder,
    startMillis,
    left: random.whole(5, 24),
    location: random.pick(spots),
    camera,
    nextFileNumber: random.whole(1, 9000),
  };
}
