/** The screens there are. */
export const screens = ["photos", "duplicates", "problems", "models", "settings"] as const;
export type Screen = (typeof screens)[number];

/** What is looked for: words, or what looks like a photo. */
export type Looking =
  | { kind: "nothing" }
  | { kind: "text"; query: string }
  | { kind: "similar"; assetId: number };

export const nothing: Looking = { kind: "nothing" };

/** Where one is: all that the page's address says. */
export interface Place {
  screen: Screen;
  looking: Looking;
  /** The photo that is open. */
  photo: number | undefined;
}

/** As long as the API takes a query. */
const longestQuery = 1000;

/** "?screen=duplicates", "?q=red+boat&photo=17", "?like=4"; "?screen=photos" where nothing else is to be said. */
export function printPlace({ screen, looking, photo }: Place): string {
  const parameters = new URLSearchParams();
  if (screen !== "photos") parameters.set("screen", screen);
  if (looking.kind === "text") parameters.set("q", looking.query);
  if (looking.kind === "similar") parameters.set("like", String(looking.assetId));
  if (photo !== undefined) parameters.set("photo", String(photo));
  // An address that says nothing stands for where one was last.
  if (parameters.size === 0) parameters.set("screen", "photos");
  return `?${parameters}`;
}

/** The inverse; undefined for an address that says nothing. What cannot be understood in it is left out. */
export function parsePlace(search: string): Place | undefined {
  const parameters = new URLSearchParams(search);
  if (!["screen", "q", "like", "photo"].some((name) => parameters.has(name))) return undefined;
  const screen = screens.find((each) => each === parameters.get("screen")) ?? "photos";
  return { screen, looking: lookingOf(parameters), photo: assetIdOf(parameters.get("photo")) };
}

function lookingOf(parameters: URLSearchParams): Looking {
  const query = (parameters.get("q") ?? "").slice(0, longestQuery);
  if (query.trim() !== "") return { kind: "text", query };
  const assetId = assetIdOf(parameters.get("like"));
  return assetId === undefined ? nothing : { kind: "similar", assetId };
}

function assetIdOf(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

export function isSameLooking(left: Looking, right: Looking): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

export function isSamePlace(left: Place, right: Place): boolean {
  return (
    left.screen === right.screen && left.photo === right.photo && isSameLooking(left.looking, right.looking)
  );
}
