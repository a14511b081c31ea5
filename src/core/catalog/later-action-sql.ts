/** A journal: a table of actions, and one of what each of them changed, known by its key. */
export interface Journal {
  actions: string;
  changes: string;
  key: string;
}

/**
 * What came after the action `@actionId` and still tells in something that it changed. An undoing, what it undid, and what
 * undid it are a chain, of which the last holds; of the part that came after the action each two cancel out.
 */
export function laterActionSql({ actions, changes, key }: Journal): string {
  return `
  WITH RECURSIVE chain (last_id, undoes) AS (
    SELECT action_id, undoes FROM ${actions} a
    WHERE action_id > @actionId AND undone_at IS NULL AND action_id IN (
      SELECT theirs.action_id FROM ${changes} mine CROSS JOIN ${changes} theirs
        ON theirs.${key} = mine.${key} AND theirs.action_id > @actionId
      WHERE mine.action_id = @actionId)
    UNION ALL
    SELECT last_id, a.undoes FROM chain c JOIN ${actions} a ON a.action_id = c.undoes
    WHERE a.action_id > @actionId)
  SELECT * FROM ${actions} WHERE action_id =
    (SELECT last_id FROM chain GROUP BY last_id HAVING count(*) % 2 = 1 ORDER BY last_id DESC LIMIT 1)`;
}
