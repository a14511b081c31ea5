/** Knows the paths of the files that were really dropped on this page: `webUtils.getPathForFile`. */
export class DroppedFiles {
  readonly #paths = new WeakMap<File, string>();
  #expected: string[] = [];

  constructor() {
    const take = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      for (const [index, file] of files.entries()) {
        const path = this.#expected[index];
        if (path !== undefined) this.#paths.set(file, path);
      }
      this.#expected = [];
    };
    window.addEventListener("drop", take, { capture: true });
  }

  /** The test says what it is about to drop; Chromium gives the files in the same order. */
  expect(paths: string[]): void {
    this.#expected = paths;
  }

  /** "" for a file that a script made, as in Electron. */
  pathOf(file: unknown): string {
    if (!(file instanceof File)) {
      throw new TypeError("getPathForFile expected to receive a File object but one was not provided");
    }
    return this.#paths.get(file) ?? "";
  }
}
