import type { OptionalField } from "../../vectors/photo-filter.ts";
import { type Choice, choiceKind } from "./choices.ts";

const has = (name: string, aliases: string[], label: string, field: OptionalField): Choice => ({
  name,
  aliases,
  label,
  filter: { kind: "has", field },
});

export const hasFact = choiceKind({
  name: "has",
  aliases: ["with"],
  purpose: "a location, a caption, keywords, ...",
  expected:
    "location, caption, text, keywords, title, description, people, date, rating, camera, lens, place or album",
  isOfferedForWords: true,
  choices: [
    has("location", ["gps", "coordinates", "geo"], "with a location", "location"),
    has("caption", ["captions"], "with a caption", "caption"),
    has("text", ["words", "writing"], "with words in the picture", "text"),
    has("keywords", ["keyword", "tags", "tag"], "with keywords", "keyword"),
    has("title", ["titles"], "with a title", "title"),
    has("description", ["descriptions"], "with a description", "description"),
    has("people", ["person", "faces", "face", "persons"], "with names of people", "person"),
    has("date", ["time", "taken"], "with a date", "takenAt"),
    has("rating", ["stars", "ratings"], "with a rating", "rating"),
    has("camera", ["model"], "with a known camera", "camera"),
    has("lens", [], "with a known lens", "lens"),
    has("place", ["places", "city", "country"], "with a named place", "place"),
    has("album", ["collection", "collections", "albums"], "in a collection", "collection"),
  ],
});
