import { choiceKind } from "./choices.ts";

export const is = choiceKind({
  name: "is",
  aliases: [],
  purpose: "a favourite, edited, offline, a duplicate",
  expected: "favourite, edited, offline or duplicate",
  isOfferedForWords: true,
  choices: [
    {
      name: "favourite",
      aliases: ["favorite", "favourites", "favorites", "fav", "starred"],
      label: "favourites",
      filter: { kind: "isFavorite" },
    },
    { name: "edited", aliases: ["changed", "modified"], label: "edited", filter: { kind: "isEdited" } },
    {
      name: "offline",
      aliases: ["away", "disconnected"],
      label: "on a disk that is not connected",
      filter: { kind: "isOffline" },
    },
    {
      name: "duplicate",
      aliases: ["duplicates", "dupe", "copy", "copies"],
      label: "duplicates to review",
      filter: { kind: "isDuplicate" },
    },
  ],
});
