import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { isRuleOn, leaveOutOf, leaveOutRules, ownPatterns } from "../../contract/index.ts";
import { notify } from "../layout/notices.tsx";
import styles from "./settings.module.css";
import { changeSettings } from "./settings-store.ts";

/** Files and folders that a person wants left out beside the kinds that have a name. */
export function OwnRules({ saved }: { saved: readonly string[] }) {
  const [text, setText] = useState<string>();
  const own = ownPatterns(saved);
  const shown = text ?? own.join("\n");
  const rules = rulesIn(shown);
  const isChanged = rules.join("\n") !== own.join("\n");

  const save = async () => {
    const named = leaveOutRules.filter((rule) => isRuleOn(rule, saved)).map(({ id }) => id);
    if (!(await changeSettings({ leaveOut: leaveOutOf(new Set(named), rules) }))) return;
    setText(undefined);
    notify({ code: "", message: "The rules are saved.", remedy: "The folders are looked at again." });
  };
  return (
    <section className={styles.section} aria-labelledby="own-rules">
      <h2 id="own-rules">Your own rules</h2>
      <p>
        One rule a line, as in .gitignore: <code>*.bmp</code> for files, <code>Screenshots/</code> for
        folders, <code>/Work/scans/</code> for a path from the top of a folder of the library, and{" "}
        <code>.private/..</code> for every folder that holds something of that name. A file named{" "}
        <code>.shoeboxignore</code> in a folder does the same for it alone.
      </p>
      <Textarea
        aria-label="Rules for what is left out"
        classNames={{ input: styles.rules ?? "" }}
        value={shown}
        onChange={(event) => setText(event.currentTarget.value)}
        minRows={4}
        maxRows={20}
        autosize
        spellCheck={false}
      />
      <Group gap={8} mt={12}>
        <Button disabled={!isChanged} onClick={() => void save()}>
          Save rules
        </Button>
        {isChanged && (
          <Button variant="default" onClick={() => setText(undefined)}>
            Discard changes
          </Button>
        )}
      </Group>
    </section>
  );
}

function rulesIn(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
}
