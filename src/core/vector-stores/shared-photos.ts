import type { SharedPhoto } from "../vectors/shared-photo.ts";

/** A few thousand pages of results. */
const most = 100_000;

/**
 * Photos that only other libraries have, as far as they were found: each gets a number below zero, by which the page can
 * name it as long as this process runs.
 */
export class SharedPhotos {
  readonly #ids = new Map<string, number>();
  readonly #photos = new Map<number, SharedPhoto>();
  #last = 0;

  idOf(photo: SharedPhoto): number {
    const known = this.#ids.get(photo.sha256);
    const id = known ?? --this.#last;
    if (known === undefined) this.#ids.set(photo.sha256, id);
    // The latest found stay longest.
    this.#photos.delete(id);
    this.#photos.set(id, photo);
    if (this.#photos.size > most) this.#forgetOldest();
    return id;
  }

  get(id: number): SharedPhoto | undefined {
    return this.#photos.get(id);
  }

  #forgetOldest(): void {
    const oldest = this.#photos.entries().next().value;
    if (!oldest) return;
    this.#photos.delete(oldest[0]);
    this.#ids.delete(oldest[1].sha256);
  }
}
