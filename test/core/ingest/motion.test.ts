import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PhotoDetails } from "../../../src/contract/index.ts";
import { box } from "../../helpers/boxes.ts";
import { index, openCore } from "../../helpers/core.ts";
import { formatFixtures } from "../../helpers/format-samples.ts";
import { picture, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** As much of an MP4 as tells that it is one, and some weight. */
const video = Buffer.concat([
  Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0isommp42", "latin1"),
  Buffer.alloc(5000),
]);

function packet(attributes: string, inner = ""): string {
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"
      xmlns:Container="http://ns.google.com/photos/1.0/container/"
      xmlns:Item="http://ns.google.com/photos/1.0/container/item/" ${attributes}>${inner}</rdf:Description>
    </rdf:RDF></x:xmpmeta>`;
}

const item = (semantic: string, mime: string, length: number) =>
  `<rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="${mime}" Item:Semantic="${semantic}" Item:Length="${length}"/></rdf:li>`;

const directory = (length: number) =>
  `<Container:Directory><rdf:Seq>${item("Primary", "image/jpeg", 0)}${item("MotionPhoto", "video/mp4", length)}</rdf:Seq></Container:Directory>`;

const micro = (value: number) =>
  packet(
    `GCamera:MicroVideo="${value}" GCamera:MicroVideoVersion="1" GCamera:MicroVideoOffset="${video.length}"`,
  );
const motion = (length: number) =>
  packet('GCamera:MotionPhoto="1" GCamera:MotionPhotoVersion="1"', directory(length));

let made = 0;
async function jpegWith(xmp: string | undefined, ...behind: Buffer[]): Promise<Buffer> {
  const plain = picture(++made);
  return Buffer.concat([await (xmp ? plain.withXmp(xmp) : plain).jpeg().toBuffer(), ...behind]);
}

/** Every photo of a folder with these files, by the names of the files; all have to be indexed. */
async function indexed(files: Record<string, Buffer>): Promise<Record<string, PhotoDetails>> {
  const [core, folder] = [await openCore(), await temporaryDirectory()];
  for (const [name, bytes] of Object.entries(files)) await put(join(folder, name), bytes);
  const { ledger } = await index(core, folder);
  expect(ledger).toMatchObject({ indexed: Object.keys(files).length, failed: 0, skipped: 0 });
  const { assetIds } = await core.client.photos.timeline({});
  const ids = Buffer.from(assetIds, "base64");
  const photos = await Promise.all(
    Object.keys(files).map((_, row) => core.client.photos.details({ assetId: ids.readUInt32LE(row * 4) })),
  );
  return Object.fromEntries(photos.map((photo) => [photo.files[0]?.path.split("/").at(-1), photo]));
}

const inside = (photo: PhotoDetails | undefined) => [
  { kind: "embedded-video", path: photo?.files[0]?.path, sizeBytes: video.length },
];

describe("a motion photo in one file", () => {
  it("shows its video as a part of it, whichever way the phone put it there", async () => {
    const samsungTrailer = [Buffer.from("\0\0\x30\x0a\x10\0\0\0MotionPhoto_Data", "latin1"), video];
    const heic = await readFile(join(formatFixtures, "thumbnail.heic"));
    const photos = await indexed({
      "MVIMG_1.jpg": await jpegWith(micro(1), video),
      "PXL_2.MP.jpg": await jpegWith(motion(video.length), video),
      "samsung.jpg": await jpegWith(undefined, ...samsungTrailer),
      "samsung.heic": Buffer.concat([heic, box("mpvd", video)]),
    });
    for (const photo of Object.values(photos)) expect(photo.parts).toEqual(inside(photo));
    expect(Object.keys(photos)).toHaveLength(4);
  });

  it("is a photo like any other when the video was taken out, or was declared none", async () => {
    const photos = await indexed({
      "edited.jpg": await jpegWith(motion(video.length)),
      "nothing there.jpg": await jpegWith(micro(1), Buffer.alloc(video.length)),
      "switched off.jpg": await jpegWith(micro(0), video),
      "longer than the file.jpg": await jpegWith(motion(2 ** 31), video),
    });
    for (const photo of Object.values(photos)) expect(photo.parts).toEqual([]);
  });
});
