import { defaultSettings } from "../../contract/index.ts";
import { LeaveOutSettings } from "./leave-out-rules.tsx";
import styles from "./settings.module.css";

/** What a person can set for this library. */
export function SettingsScreen() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls has to be reached by keyboard.
    <section className={styles.screen} aria-label="Settings" tabIndex={0}>
      <h2>Settings</h2>
      <LeaveOutSettings defaults={defaultSettings.leaveOut} />
    </section>
  );
}
