import type Database from "better-sqlite3";
import { defaultSettings, type SettingKey, type Settings, settingsSchema } from "../../contract/settings.ts";

const keys = Object.keys(defaultSettings) as SettingKey[];

/** What a person set for this library: one row a key, its value as JSON. */
export function settingsRepository(database: Database.Database) {
  const find = database.prepare<[string], string>("SELECT value FROM settings WHERE key = ?").pluck();
  const put = database.prepare<[string, string]>(
    "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );

  /** The setting; its default where none was set, or one that this version does not understand. */
  function get<Key extends SettingKey>(key: Key): Settings[Key] {
    const stored = find.get(key);
    if (stored === undefined) return defaultSettings[key];
    const parsed = settingsSchema.shape[key].safeParse(JSON.parse(stored));
    return parsed.success ? (parsed.data as Settings[Key]) : defaultSettings[key];
  }

  return {
    get,
    all: (): Settings => Object.fromEntries(keys.map((key) => [key, get(key)])) as Settings,
    /** Sets those that are named and leaves the others. */
    set(changes: { [Key in SettingKey]?: Settings[Key] | undefined }): void {
      for (const [key, value] of Object.entries(changes)) {
        if (value !== undefined) put.run(key, JSON.stringify(value));
      }
    },
  };
}
