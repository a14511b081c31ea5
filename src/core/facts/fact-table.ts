import { cameraNameOf } from "../../contract/camera-name.ts";
import type { FactRow } from "../catalog/fact-rows.ts";
import { isEdited } from "../vectors/is-edited.ts";
import { photoTypes } from "../vectors/photo-filter.ts";
import { photoTypesOf } from "../vectors/photo-types.ts";
import { wallClockSeconds } from "../vectors/wall-clock-seconds.ts";
import { CodeBook } from "./code-book.ts";
import { doubled } from "./doubled.ts";
import { FolderNames } from "./folder-names.ts";
import { ListBook } from "./list-book.ts";
import { monthNumberOf } from "./month-number.ts";
import { NameColumn } from "./name-column.ts";
import { type RowIds, rowOf } from "./row-ids.ts";

/** Bits of the column `flags`. */
export const flagBits = {
  isPresent: 1,
  isFavorite: 2,
  isEdited: 4,
  hasTitle: 8,
  hasDescription: 16,
  hasDate: 32,
  hasCaption: 64,
} as const;

/** Of one photo. */
const emptyColumns = (rows: number) => ({
  ids: new Int32Array(rows),
  flags: new Uint8Array(rows),
  /** Bits in the order of `photoTypes`. */
  types: new Uint8Array(rows),
  /** -1 where there is none. */
  rating: new Int8Array(rows),
  width: new Uint32Array(rows),
  height: new Uint32Array(rows),
  sizeBytes: new Float64Array(rows),
  /** Of `wallClockSeconds`; NaN where no date is known. */
  takenAt: new Float64Array(rows),
  /** Of `monthNumberOf`; -1 where no month is known. */
  month: new Int32Array(rows),
  /** Degrees; NaN where no place is known. */
  latitude: new Float64Array(rows),
  longitude: new Float64Array(rows),
  format: new Uint32Array(rows),
  camera: new Uint32Array(rows),
  lens: new Uint32Array(rows),
  folder: new Uint32Array(rows),
  keyword: new Uint32Array(rows),
  person: new Uint32Array(rows),
  place: new Uint32Array(rows),
  collection: new Uint32Array(rows),
});

export type Columns = ReturnType<typeof emptyColumns>;

/** Columns of numbers of lists, each with its lists and what is in those. */
export type ListField = "folder" | "keyword" | "person" | "place" | "collection";
export type CodeField = "format" | "camera" | "lens";

/**
 * What is known of every content, a row each, in the order of their ids; some 110 bytes a photo, names of files included.
 * Rows are written anew where they are, and come behind the others: no row ever changes its place.
 */
export class FactTable implements RowIds {
  #columns: Columns;
  #rows = 0;
  readonly names: NameColumn;
  readonly codes: Record<CodeField, CodeBook> = {
    format: new CodeBook(),
    camera: new CodeBook(),
    lens: new CodeBook(),
  };
  /** Of folders and collections the numbers of the catalog. */
  readonly members = {
    folder: new CodeBook<number>(),
    collection: new CodeBook<number>(),
    keyword: new CodeBook(),
    person: new CodeBook(),
    place: new CodeBook(),
  };
  readonly lists: Record<ListField, ListBook> = {
    folder: new ListBook(),
    keyword: new ListBook(),
    person: new ListBook(),
    place: new ListBook(),
    collection: new ListBook(),
  };
  readonly folders = new FolderNames();
  collections: ReadonlyMap<number, string> = new Map();
  /** Another one whenever anything changed. */
  version = 0;

  /** @param room for so many rows; there will be more when more are needed */
  constructor(room = 64) {
    this.#columns = emptyColumns(room);
    this.names = new NameColumn(room);
  }

  get rows(): number {
    return this.#rows;
  }

  get columns(): Readonly<Columns> {
    return this.#columns;
  }

  get ids(): Int32Array {
    return this.#columns.ids;
  }

  /** Without what JavaScript keeps beside the columns: values of dictionaries, folders. */
  get byteLength(): number {
    const columns = Object.values(this.#columns).reduce((sum, { byteLength }) => sum + byteLength, 0);
    const lists = Object.values(this.lists).reduce((sum, { bytes }) => sum + bytes, 0);
    return columns + lists + this.names.byteLength;
  }

  /** Writes a content's row. New ones have to come in the order of their ids. */
  put(row: FactRow): void {
    const at = this.#placeOf(row.assetId);
    const columns = this.#columns;
    const camera = cameraNameOf(row.camera);
    const signs = { ...row, hasCamera: camera !== "" };
    columns.flags[at] = row.isPresent ? this.#flagsOf(row) : 0;
    const types = photoTypesOf(signs);
    columns.types[at] = photoTypes.reduce(
      (bits, type, bit) => bits | (types.includes(type) ? 1 << bit : 0),
      0,
    );
    columns.rating[at] = row.rating ?? -1;
    columns.width[at] = row.width;
    columns.height[at] = row.height;
    columns.sizeBytes[at] = row.sizeBytes;
    columns.takenAt[at] = row.takenAt === null ? Number.NaN : wallClockSeconds(row.takenAt);
    columns.month[at] = monthNumberOf(row.takenAt);
    columns.latitude[at] = row.latitude ?? Number.NaN;
    columns.longitude[at] = row.longitude ?? Number.NaN;
    columns.format[at] = this.codes.format.codeOf(row.format);
    columns.camera[at] = camera === "" ? 0 : this.codes.camera.codeOf(camera);
    columns.lens[at] = row.camera.lens === undefined ? 0 : this.codes.lens.codeOf(row.camera.lens);
    columns.folder[at] = this.#listOf("folder", row.directoryIds);
    columns.collection[at] = this.#listOf("collection", row.collectionIds);
    columns.keyword[at] = this.#listOf("keyword", row.keywords);
    columns.person[at] = this.#listOf("person", row.people);
    columns.place[at] = this.#listOf("place", row.places);
    this.names.set(at, row.names);
  }

  #flagsOf(row: FactRow): number {
    return (
      flagBits.isPresent |
      (row.isFavorite ? flagBits.isFavorite : 0) |
      (isEdited(row) ? flagBits.isEdited : 0) |
      (row.hasTitle ? flagBits.hasTitle : 0) |
      (row.hasDescription ? flagBits.hasDescription : 0) |
      (row.hasCaption ? flagBits.hasCaption : 0) |
      (row.takenAt === null ? 0 : flagBits.hasDate)
    );
  }

  #listOf(field: ListField, values: readonly (string | number)[]): number {
    if (values.length === 0) return 0;
    const members = this.members[field] as CodeBook<string | number>;
    const codes = values.map((value) => members.codeOf(value));
    if (codes.length > 1) codes.sort((left, right) => left - right);
    return this.lists[field].codeOf(codes.filter((code, index) => code !== codes[index - 1]));
  }

  /** The content is gone from the library. */
  remove(assetId: number): void {
    const at = rowOf(this, assetId);
    if (at >= 0) this.#columns.flags[at] = 0;
  }

  /** It is known, or newer than all that are. */
  hasPlaceFor(assetId: number): boolean {
    return rowOf(this, assetId) >= 0 || this.#rows === 0 || assetId > (this.ids[this.#rows - 1] as number);
  }

  #placeOf(assetId: number): number {
    const known = rowOf(this, assetId);
    if (known >= 0) return known;
    if (this.#rows === this.ids.length) this.#grow();
    this.#columns.ids[this.#rows] = assetId;
    return this.#rows++;
  }

  #grow(): void {
    const entries = Object.entries(this.#columns).map(([name, column]) => [name, doubled(column)]);
    this.#columns = Object.fromEntries(entries) as Columns;
    this.names.grow();
  }
}
