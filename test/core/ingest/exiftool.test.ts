import { join } from "node:path";
import { ExifTool } from "exiftool-vendored";
import { expect, it, onTestFinished } from "vitest";
import { startMetadataReader } from "../../../src/core/ingest/exiftool.ts";
import { formatSamples } from "../../helpers/format-samples.ts";
import { put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

it("reads the metadata of formats that the fast reader does not know", async () => {
  const directory = await temporaryDirectory();
  const exiftool = new ExifTool({ maxProcs: 1 });
  const reader = startMetadataReader();
  onTestFinished(async () => {
    await Promise.all([exiftool.end(), reader.close()]);
  });
  const path = join(directory, "drawing.psd");
  const psd = (await formatSamples()).find(({ extension }) => extension === "psd");
  await put(path, psd?.bytes ?? "");
  await exiftool.write(path, {
    Make: "Maker",
    DateTimeOriginal: "2015:07:24 10:11:12",
    Title: "Quay",
    Rating: 4,
    GPSLatitude: -33.5,
    GPSLatitudeRef: "S",
    GPSLongitude: 151.25,
    GPSLongitudeRef: "E",
  });
  const metadata = await reader.read(path);
  expect(metadata).toMatchObject({ takenAt: "2015-07-24T10:11:12", title: "Quay", rating: 4 });
  expect(metadata?.camera.make).toBe("Maker");
  expect(metadata?.location?.latitude).toBeCloseTo(-33.5);
  expect(metadata?.location?.longitude).toBeCloseTo(151.25);
  expect(await reader.read(join(directory, "no such file"))).toBeUndefined();
});
