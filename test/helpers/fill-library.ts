import { createHash } from "node:crypto";
import type { AssetTexts, NewAsset } from "../../src/core/catalog/assets.ts";
import { openCatalog } from "../../src/core/catalog/index.ts";
import { placeholderOf } from "../../src/core/imaging/placeholder.ts";
import { thumbnailVersion } from "../../src/core/imaging/versions.ts";
import { toHalfFloats } from "../../src/core/vectors/half-float.ts";
import { picture } from "./pictures.ts";
import { seededRandom } from "./random.ts";

export interface FillOptions {
  libraryDirectory: string;
  count: number;
  /** Vectors to give the photos, one each, with the key of the model they are said to be of. */
  vectors?: { modelKey: string; dimensions: number; of: (row: number) => Float32Array };
  rootPath?: string;
  /** What people wrote about the photos; nothing when left out. */
  texts?: (row: number) => AssetTexts;
  /** What else is known of them, in place of what all have. */
  facts?: (row: number) => Partial<Pick<NewAsset, "format" | "camera" | "latitude" | "longitude">>;
  /** What their places are called; nothing when left out. */
  places?: (row: number) => readonly string[];
}

const kinds = 24;
const shapes = [
  [160, 120],
  [120, 160],
  [160, 90],
  [140, 140],
  [200, 80],
] as const;

/** Thumbnails and blurs are shared by many rows: what is measured is how many there are, not how they look. */
async function makeLooks() {
  return Promise.all(
    Array.from({ length: kinds }, async (_, kind) => {
      const [width, height] = shapes[kind % shapes.length] ?? [160, 120];
      const webp = await picture(kind, { width, height }).webp({ quality: 40 }).toBuffer();
      const small = await picture(kind, { width, height })
        .resize(32, 32, { fit: "inside" })
        .raw()
        .toBuffer({ resolveWithObject: true });
      return {
        width: width * 20,
        height: height * 20,
        webp,
        placeholder: placeholderOf(small.data, small.info.width, small.info.height),
      };
    }),
  );
}

/** A real library of as many photos as asked for, written straight into a real catalog: no photo is decoded. */
export async function fillLibrary({
  libraryDirectory,
  count,
  vectors,
  rootPath = "/photos",
  texts,
  facts,
  places,
}: FillOptions): Promise<void> {
  const looks = await makeLooks();
  const random = seededRandom(count);
  const catalog = openCatalog(libraryDirectory);
  const rootId = catalog.roots.insert(rootPath);
  const modelId = vectors ? catalog.vectors.modelId(vectors.modelKey, vectors.dimensions) : 0;
  const chunk = 5000;
  for (let start = 0; start < count; start += chunk) {
    catalog.transaction(() => {
      for (let row = start; row < Math.min(count, start + chunk); row++) {
        const look = looks[Math.floor(random() * kinds)] as (typeof looks)[number];
        const directoryId = catalog.directories.idOf(
          rootId,
          `${2005 + (row % 20)}/event ${Math.floor(row / 200)}`,
        );
        const takenAtMinutes = Math.floor(Date.UTC(2005, 0, 1) / 60_000 + random() * 20 * 365 * 24 * 60);
        const stamp = { sizeBytes: 3_000_000 + row, modifiedAt: takenAtMinutes * 60_000, inode: row + 1 };
        const name = `IMG_${row}.jpg`;
        catalog.files.queue({ ...stamp, directoryId, name, jobId: 0 });
        const fileId = catalog.files.idOf(directoryId, name);
        const assetId = catalog.assets.put({
          sha256: createHash("sha256").update(`photo ${row}`).digest(),
          format: "jpeg",
          width: look.width,
          height: look.height,
          sizeBytes: stamp.sizeBytes,
          takenAt: new Date(takenAtMinutes * 60_000).toISOString().slice(0, 19),
          takenAtSource: "exif",
          takenAtMinutes,
          camera: { make: "Camera", model: `Model ${row % 5}` },
          latitude: null,
          longitude: null,
          ...(texts && { texts: texts(row) }),
          ...facts?.(row),
          placeholder: look.placeholder,
          thumbnail: { version: thumbnailVersion, webp: look.webp },
        });
        catalog.files.finish({ fileId, jobId: 0, outcome: "indexed", assetId, code: null, message: null });
        if (places) catalog.placeNames.put(assetId, places(row));
        catalog.assets.touch(assetId, row + 1);
        if (vectors) catalog.vectors.put(modelId, assetId, toHalfFloats(vectors.of(row)));
      }
    });
  }
  catalog.close();
}
