const keptCharacters = 2_000;

/** The end of what a process wrote to its error output, for the moment it dies; all of it goes on to our own. */
export class RecentOutput {
  #text = "";

  constructor(stream?: NodeJS.ReadableStream | null) {
    stream?.on("data", (chunk: Buffer) => {
      process.stderr.write(chunk);
      this.#text = (this.#text + chunk.toString("utf8")).slice(-keptCharacters);
    });
  }

  get text(): string {
    return this.#text.trim();
  }
}
