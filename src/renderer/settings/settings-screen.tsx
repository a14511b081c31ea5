import { Radio } from "@mantine/core";
import type { Settings, SettingsAnswer } from "../../contract/index.ts";
import { VectorsSection } from "../vectors/vectors-section.tsx";
import { CaptionsLink } from "./captions-link.tsx";
import { LeaveOutRules } from "./leave-out-rules.tsx";
import { ModelMirror } from "./model-mirror.tsx";
import { RulesAsText } from "./rules-as-text.tsx";
import styles from "./settings.module.css";
import { changeSettings, useSettings } from "./settings-store.ts";

/** What a person can set; each choice holds from the moment it is made. */
export function SettingsScreen() {
  const answer = useSettings();
  if (!answer) return null;
  return (
    <section className={styles.screen} aria-label="Settings">
      <h1>Settings</h1>
      <IndexingSpeed {...answer} />
      <VectorsSection />
      <CaptionsLink />
      <ModelMirror saved={answer.settings.modelMirror} />
      <LeaveOutRules saved={answer.settings.leaveOut} />
      <RulesAsText saved={answer.settings.leaveOut} />
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
      onChange={(value) => void changeSettings({ indexingSpeed: value as Settings["indexingSpeed"] })}
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
