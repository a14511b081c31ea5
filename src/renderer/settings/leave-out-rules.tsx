import { Switch } from "@mantine/core";
import { isRuleOn, type LeaveOutRule, leaveOutRules, withRule } from "../../contract/index.ts";
import styles from "./settings.module.css";
import { changeSettings } from "./settings-store.ts";

/** Kinds of files and folders that are no photos a person put there, each to be switched off by itself. */
export function LeaveOutRules({ saved }: { saved: readonly string[] }) {
  return (
    <section className={styles.section} aria-labelledby="leave-out">
      <h2 id="leave-out">What is left out</h2>
      <p>
        Other programs keep pictures of their own beside yours. What is left out stays where it is, and is not
        looked at.
      </p>
      <ul className={styles.switches}>
        {leaveOutRules.map((rule) => (
          <li key={rule.id}>
            <RuleSwitch rule={rule} saved={saved} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RuleSwitch({ rule, saved }: { rule: LeaveOutRule; saved: readonly string[] }) {
  return (
    <Switch
      checked={isRuleOn(rule, saved)}
      onChange={(event) => {
        void changeSettings({ leaveOut: withRule(saved, rule.id, event.currentTarget.checked) });
      }}
      label={rule.name}
      description={namesIn(rule).join("  ")}
      classNames={{ body: styles.rule ?? "", description: styles.patterns ?? "" }}
    />
  );
}

/** What a person knows the rule's files by: the patterns as they are, without what serves the syntax only. */
function namesIn({ patterns }: LeaveOutRule): string[] {
  return patterns
    .filter((pattern) => !pattern.startsWith("!"))
    .map((pattern) => pattern.replace(/^\*\*\//, "").replace(/^\\/, ""));
}
