import { basename } from "node:path";
import type { PhotoDetails } from "../../src/contract/index.ts";
import type { Core } from "../../src/core/index.ts";

/** The details of all photos, by the name of the file that stands for each. */
export async function photosByName(core: Core): Promise<Map<string, PhotoDetails>> {
  const { assetIds } = await core.client.photos.timeline({});
  const bytes = Buffer.from(assetIds, "base64");
  const ids = Array.from({ length: bytes.length / 4 }, (_, row) => bytes.readUInt32LE(row * 4));
  const photos = await Promise.all(ids.map((assetId) => core.client.photos.details({ assetId })));
  return new Map(photos.map((photo) => [basename(photo.files[0]?.path ?? ""), photo]));
}

/** @throws where no photo has this name */
export async function photoNamed(core: Core, name: string): Promise<PhotoDetails> {
  const photo = (await photosByName(core)).get(name);
  if (!photo) throw new Error(`No photo is called ${name}.`);
  return photo;
}
