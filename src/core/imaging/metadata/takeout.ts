import { z } from "zod";
import type { Person } from "../../../contract/photos.ts";
import { placeOnEarth } from "./location.ts";
import { noMetadata } from "./merge.ts";
import type { PictureMetadata } from "./picture-metadata.ts";
import { isPlausible, toInstant } from "./wall-clock.ts";
import { clean } from "./written-tags.ts";

/** One field that is not as it should be says nothing; the others are read. */
const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const placeSchema = lenient(z.object({ latitude: z.number(), longitude: z.number() }));

/** What Google Takeout writes beside each picture. Source: exports of 2018 to 2025. */
const pictureSchema = z.object({
  title: lenient(z.string()),
  description: lenient(z.string()),
  photoTakenTime: lenient(z.object({ timestamp: z.union([z.string(), z.number()]) })),
  geoData: placeSchema,
  geoDataExif: placeSchema,
  people: lenient(z.array(lenient(z.object({ name: z.string() })))),
  favorited: lenient(z.boolean()),
});

/** What it writes into the folder of an album, in one of two forms. */
const albumSchema = z.object({
  title: z.string().min(1),
  description: lenient(z.string()),
  photoTakenTime: z.undefined().optional(),
});
const wrappedAlbumSchema = z.object({ albumData: albumSchema });

/** More than anybody has in one picture. */
const mostPeople = 500;

/** Undefined for JSON that is about something else. */
export function readTakeout(json: unknown): PictureMetadata | undefined {
  const { data } = pictureSchema.safeParse(json);
  const isTakeout = data && (data.photoTakenTime ?? data.geoData ?? data.people) !== undefined;
  if (!isTakeout) return undefined;
  const oddities: string[] = [];
  return {
    ...noMetadata,
    ...dateIn(data.photoTakenTime?.timestamp, oddities),
    description: clean(data.description ?? "") ?? null,
    location: placeIn(data.geoData) ?? placeIn(data.geoDataExif),
    people: peopleIn(data.people ?? []),
    isFavorite: data.favorited ?? false,
    oddities,
  };
}

/** Seconds since 1970, in UTC. Where Google knew no date it wrote the beginning of the count. */
function dateIn(timestamp: string | number | undefined, oddities: string[]) {
  const millis = Math.round(Number(timestamp) * 1000);
  if (timestamp === undefined || !Number.isSafeInteger(millis) || Math.abs(millis) > 8.64e15) return {};
  if (isPlausible({ millis, precision: "time" }))
    return { ...toInstant(millis), takenAtKind: "taken" as const };
  if (millis !== 0) oddities.push(`The date ${new Date(millis).toISOString().slice(0, 10)} cannot be true.`);
  return {};
}

/** (0, 0) is how it says that there is no place: nothing odd. */
function placeIn(place: z.infer<typeof placeSchema>) {
  return place ? placeOnEarth(place.latitude, place.longitude, []) : null;
}

function peopleIn(people: readonly ({ name: string } | undefined)[]): Person[] {
  const names = people.slice(0, mostPeople).flatMap((person) => clean(person?.name ?? "") ?? []);
  return names.map((name) => ({ name, region: null }));
}

export interface Album {
  title: string;
  description: string | null;
}

/** The folders that Takeout makes of a year are no albums: "Photos from 2019", in the language of the account. */
const folderOfYear =
  /^(Photos from|Photos de|Photos du|Photos|Fotos von|Fotos aus|Fotos de|Fotos del|Fotos de l|Foto dal|Foto del|Foto uit|Foto's uit|Zdjęcia z|Bilder från|Bilder fra|Billeder fra|Valokuvat:?|Fotky z|Fotografie z|Фото за|Фотографии за|写真|照片)\s*\d{4}.?$/i;

/** What Takeout calls the file in the languages that accounts have. */
const albumFileName =
  /^(metadata|metadaten|métadonnées|metadatos|metadati|metadados|metagegevens|metadane|metadáta|metaadatok|metatiedot|метаданные|метадані|üstveri|メタデータ|元数据|詮釋資料|中繼資料|메타데이터)(\(\d+\))?\.json$/iu;

/**
 * The album that a folder is, by what lies in it; undefined for JSON that is about something else.
 * @param fileName many programs write a title; under this name, or beside Takeout's own fields, it is an album's
 */
export function readAlbum(json: unknown, fileName: string): Album | undefined {
  const wrapped = wrappedAlbumSchema.safeParse(json).data?.albumData;
  const album = wrapped ?? plainAlbum(json, albumFileName.test(fileName.normalize("NFC")));
  const title = album && clean(album.title);
  if (title === undefined || folderOfYear.test(title)) return undefined;
  return { title, description: clean(album?.description ?? "") ?? null };
}

const albumsOwnFields = ["access", "date", "enrichments", "sharedAlbumComments"];

function plainAlbum(json: unknown, isNamedSo: boolean): z.infer<typeof albumSchema> | undefined {
  const { data } = albumSchema.safeParse(json);
  return data && (isNamedSo || albumsOwnFields.some((key) => key in (json as object))) ? data : undefined;
}
