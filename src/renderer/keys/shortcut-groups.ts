import type { AnyHome } from "../actions/action.ts";
import { printEither, printMoves } from "../actions/key-press.ts";

export interface ShortcutGroup {
  title: string;
  rows: readonly { keys: string; what: string }[];
}

/** Every key of these homes, under the heading that each action belongs to; homes of one title stand together. */
export function shortcutGroups(homes: readonly AnyHome[]): ShortcutGroup[] {
  const groups = new Map<string, { keys: string; what: string }[]>();
  const add = (title: string, keys: string, what: string) => {
    const rows = groups.get(title) ?? [];
    groups.set(title, rows);
    rows.push({ keys, what });
  };
  for (const { title, actions, moves = [] } of homes) {
    for (const { keys, name } of moves) add(title, printMoves(keys), name);
    for (const { keys = [], name, group = title } of Object.values(actions)) {
      if (keys.length > 0) add(group, printEither(keys), name);
    }
  }
  return [...groups].map(([title, rows]) => ({ title, rows }));
}
