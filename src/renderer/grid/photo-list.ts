import type { Owner, Reason } from "../../contract/index.ts";

/** What a grid or the viewer shows: photos in an order, by position. */
export interface PhotoList {
  readonly count: number;
  /** What its photos answer: of another one the first are shown, wherever those before were scrolled to. */
  readonly subject?: string;
  /** Below zero: only another library has the photo. */
  assetId(position: number): number;
  /** Where a photo is; -1 when it is not in the list. */
  positionOf(assetId: number): number;
  /** Width / height. */
  aspectRatio(position: number): number;
  /** ThumbHash; empty where there is none. */
  placeholder(position: number): Uint8Array;
  /** What a screen reader says of it. @param sentence what can be seen on it, where that is known */
  label(position: number, sentence?: string): string;
  /** What a hover tells; the sentence, if there is one, where left out. */
  hint?(position: number, sentence?: string): string;
  /** Why it is here, to be read on it. */
  reasons?(position: number): readonly Reason[];
  /** Whose it is, where only another library has it. */
  owner?(position: number): Owner | undefined;
  /** A number that is the same for photos under one heading. */
  section?(position: number): number;
  /** The heading over the photos from this position on; "" where none is needed. */
  heading?(position: number): string;
}
