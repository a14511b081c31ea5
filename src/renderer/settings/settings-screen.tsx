import { Radio } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { defaultSettings, type Settings, type SettingsAnswer } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { onLibraryEvent } from "../api/library-events.ts";
import { api, queryClient } from "../api/queries.ts";
import { notify } from "../layout/notices.tsx";
import { LeaveOutSettings } from "./leave-out-rules.tsx";
import styles from "./settings.module.css";

function useSettings(): SettingsAnswer | undefined {
  useEffect(
    () =>
      onLibraryEvent((type) => {
        if (type === "settings") void queryClient.invalidateQueries({ queryKey: api.settings.get.key() });
      }),
    [],
  );
  return useQuery(api.settings.get.queryOptions()).data;
}

async function change(changes: Partial<Settings>): Promise<void> {
  try {
    const answer = await client.settings.set(changes);
    queryClient.setQueryData(api.settings.get.queryOptions().queryKey, answer);
  } catch (error) {
    notify(errorWords(error));
  }
}

/** What a person can set; each choice holds from the moment it is made. */
export function SettingsScreen() {
  const answer = useSettings();
  if (!answer) return null;
  return (
    <section className={styles.screen} aria-label="Settings">
      <h1>Settings</h1>
      <IndexingSpeed {...answer} />
      <LeaveOutSettings defaults={defaultSettings.leaveOut} />
    </section>
  );
}

interface Choice {
  value: Settings["indexingSpeed"];
  label: string;
  description: string;
}

function speedChoices(isPowerKnown: boolean): Choice[] {
  return [
    {
      value: "full",
      label: "Full speed",
      description: "Uses every core. The quickest way to have all photos searchable.",
    },
    {
      value: "polite",
      label: "Polite",
      description: "Uses one core, and gives way to everything else that runs.",
    },
    {
      value: "idle",
      label: "Only when idle or on mains power",
      description: isPowerKnown
        ? "Full speed on mains power; on battery only while nobody works at the computer."
        : "Only the desktop app can tell; here this is the same as polite.",
    },
  ];
}

function IndexingSpeed({ settings, isPowerKnown }: SettingsAnswer) {
  return (
    <Radio.Group
      className={styles.group ?? ""}
      name="indexing-speed"
      label="Indexing speed"
      description="How hard Shoebox works the computer while it looks at new photos."
      value={settings.indexingSpeed}
      onChange={(value) => void change({ indexingSpeed: value as Settings["indexingSpeed"] })}
    >
      <div className={styles.choices}>
        {speedChoices(isPowerKnown).map(({ value, label, description }) => (
          <Radio.Card key={value} value={value} className={styles.choice ?? ""} aria-label={label}>
            <Radio.Indicator />
            <span>
              <strong>{label}</strong>
              <small>{description}</small>
            </span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
