import {
  isSeen,
  mostTileImages,
  placeOf,
  type TilePosition,
  type TileView,
  tilesToShow,
} from "./tile-plan.ts";

interface Tile {
  position: TilePosition;
  image: HTMLImageElement;
  state: "loading" | "shown" | "failed";
}

interface TileBoardOptions {
  /** The address of a tile. */
  addressOf(position: TilePosition): string;
  /** One could not be had. */
  onFailed(): void;
}

/** A browser asks one host for six things at a time: some are left for what else the page wants. */
const mostLoading = 4;

const nameOf = ({ level, column, row }: TilePosition) => `${level}/${column}/${row}`;

/**
 * Lays the tiles that a view needs into an element: the middle first, each when it is decoded, over those of the size
 * shown before, which go when they are covered. Outside of React, which would have to look at each tile for each step
 * of the wheel.
 */
export class TileBoard {
  readonly #element: HTMLElement;
  readonly #options: TileBoardOptions;
  readonly #tiles = new Map<string, Tile>();
  #wanted: TilePosition[] = [];
  #view: TileView | undefined;
  #pixelRatio = 1;

  constructor(element: HTMLElement, options: TileBoardOptions) {
    this.#element = element;
    this.#options = options;
  }

  show(view: TileView, pixelRatio: number): void {
    this.#view = view;
    this.#pixelRatio = pixelRatio;
    this.#wanted = tilesToShow(view);
    this.#giveUpUnwanted();
    for (const tile of this.#tiles.values()) this.#place(tile);
    this.#removeCovered();
    this.#loadNext();
  }

  clear(): void {
    for (const name of this.#tiles.keys()) this.#remove(name);
    this.#wanted = [];
    this.#view = undefined;
  }

  #giveUpUnwanted(): void {
    const wanted = new Set(this.#wanted.map(nameOf));
    for (const [name, { state }] of this.#tiles) {
      if (state !== "shown" && !wanted.has(name)) this.#remove(name);
    }
  }

  #remove(name: string): void {
    const tile = this.#tiles.get(name);
    this.#tiles.delete(name);
    tile?.image.remove();
    // What is still on its way is given up, and what is decoded is let go.
    tile?.image.removeAttribute("src");
  }

  #place({ image, position }: Tile): void {
    if (!this.#view) return;
    const { left, top, width, height } = placeOf(this.#view, position, this.#pixelRatio);
    Object.assign(image.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
      // Finer ones above: they stay until the coarser ones that are wanted now are there.
      zIndex: position.level === this.#wanted[0]?.level ? "1" : "0",
    });
  }

  /** Tiles out of sight, those of another size once all that are wanted are there, and more than a page should hold. */
  #removeCovered(): void {
    const view = this.#view;
    if (!view) return;
    const wanted = new Set(this.#wanted.map(nameOf));
    const isWhole = this.#wanted
      .filter((position) => isSeen(view, position))
      .every((position) => this.#tiles.get(nameOf(position))?.state === "shown");
    const others = [...this.#tiles].filter(([name]) => !wanted.has(name));
    const room = mostTileImages - this.#wanted.length;
    for (const [at, [name, { position }]] of others.entries()) {
      if (isWhole || at >= room || !isSeen(view, position)) this.#remove(name);
    }
  }

  #loadNext(): void {
    let loading = [...this.#tiles.values()].filter(({ state }) => state === "loading").length;
    for (const position of this.#wanted) {
      if (loading >= mostLoading) return;
      if (this.#tiles.has(nameOf(position))) continue;
      loading++;
      void this.#load(position);
    }
  }

  async #load(position: TilePosition): Promise<void> {
    const image = new Image();
    const tile: Tile = { position, image, state: "loading" };
    const isStillWanted = () => this.#tiles.get(nameOf(position)) === tile;
    this.#tiles.set(nameOf(position), tile);
    image.alt = "";
    image.draggable = false;
    image.src = this.#options.addressOf(position);
    try {
      await image.decode();
    } catch {
      if (!isStillWanted()) return;
      tile.state = "failed";
      this.#options.onFailed();
      this.#loadNext();
      return;
    }
    if (!isStillWanted()) return;
    tile.state = "shown";
    this.#place(tile);
    this.#element.append(image);
    this.#removeCovered();
    this.#loadNext();
  }
}
