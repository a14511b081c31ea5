import type { Icon } from "@tabler/icons-react";
import { labelOf } from "../action.ts";
import type { Doable } from "../active-homes.ts";
import { fitness } from "./find.ts";

/** Something to be done, or somewhere to go. */
export interface Entry {
  /** The same over restarts: what was chosen lately comes first. */
  id: string;
  /** What it is found by. */
  name: string;
  /** Heading of those beside it. */
  group: string;
  /** In the notation of `contract/keys.ts`. */
  keys?: string;
  icon?: Icon;
  run(): void;
}

/** What can be done now as entries, what is nearest at hand first. */
export function actionEntries(doable: readonly Doable[]): Entry[] {
  const reach = ({ home }: Doable) => (home.isModal ? 0 : home.spots.length);
  return doable
    .filter(({ action }) => !action.isOutOfPalette)
    .toSorted((left, right) => reach(left) - reach(right))
    .map(({ id, home, action, context }) => {
      const { icon, keys: [keys] = [], name } = action;
      const label = labelOf(action, context);
      return {
        id,
        // Found by either, and called by what it is now: "Whole photos" is "Square tiles or whole photos", too.
        name: name.toLowerCase().includes(label.toLowerCase()) ? name : label,
        group: home.title,
        ...(keys !== undefined && { keys }),
        ...(icon && { icon }),
        run: () => action.run(context),
      };
    });
}

export interface EntryGroup {
  title: string;
  entries: readonly Entry[];
}

const recentTitle = "Recent";

/** Everything in its groups, with what was chosen lately above them. */
export function browsed(entries: readonly Entry[], recentIds: readonly string[]): EntryGroup[] {
  const recent = recentIds.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  const others = entries.filter((entry) => !recent.includes(entry));
  const groups = grouped(others);
  return recent.length === 0 ? groups : [{ title: recentTitle, entries: recent }, ...groups];
}

/** Those that fit what was typed, the best first, and the group of the best; of equals what was chosen lately. */
export function found(entries: readonly Entry[], typed: string, recentIds: readonly string[]): EntryGroup[] {
  const rated = entries
    .map((entry) => ({ entry, rating: rate(entry, typed) + (recentIds.includes(entry.id) ? 0.25 : 0) }))
    .filter(({ entry }) => rate(entry, typed) > 0)
    .toSorted((left, right) => right.rating - left.rating);
  return grouped(rated.map(({ entry }) => entry));
}

/** The group is a part of what it is found by, and counts less. */
function rate({ name, group }: Entry, typed: string): number {
  return Math.max(fitness(typed, name), fitness(typed, `${name} ${group}`) - 0.5);
}

function grouped(entries: readonly Entry[]): EntryGroup[] {
  const groups = Map.groupBy(entries, ({ group }) => group);
  return [...groups].map(([title, members]) => ({ title, entries: members }));
}
