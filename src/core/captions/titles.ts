const quoted = (name: string): string => `“${name}”`;

const wholeNumbers = new Intl.NumberFormat("en-US");

/** @param name of the photo, where it is one alone */
function ofPhotos(count: number, name: string | undefined): string {
  if (name !== undefined) return `the caption of ${quoted(name)}`;
  return count === 1 ? "the caption of 1 photo" : `the captions of ${wholeNumbers.format(count)} photos`;
}

/** What was done, for people. */
export const titles = {
  edited: (name: string) => `Edited ${ofPhotos(1, name)}`,
  emptied: (name: string) => `Took ${ofPhotos(1, name)} away`,
  rejected: (count: number, name?: string) => `Rejected ${ofPhotos(count, name)}`,
  askedAgain: (count: number, name?: string) => `Asked to write ${ofPhotos(count, name)} again`,
  undone: (title: string) => `Undid: ${withoutPrefix(title)}`,
  redone: (title: string) => `Redid: ${withoutPrefix(title)}`,
};

function withoutPrefix(title: string): string {
  return title.replace(/^(Undid|Redid): /, "");
}
