import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { defaultLeaveOut } from "../../contract/index.ts";
import { notify } from "../layout/notices.tsx";
import styles from "./settings.module.css";
import { changeSettings } from "./settings-store.ts";

/** All that is left out as rules a person can read and change: those of the switches, and their own after them. */
export function RulesAsText({ saved }: { saved: readonly string[] }) {
  const [text, setText] = useState<string>();
  const shown = text ?? saved.join("\n");
  const rules = rulesIn(shown);
  const isChanged = rules.join("\n") !== saved.join("\n");
  const isDefault = rules.join("\n") === defaultLeaveOut.join("\n");

  const save = async () => {
    if (!(await changeSettings({ leaveOut: rules }))) return;
    setText(undefined);
    notify({ code: "", message: "The rules are saved.", remedy: "The folders are looked at again." });
  };
  return (
    <section className={styles.section} aria-labelledby="rules-as-text">
      <h2 id="rules-as-text">The same as text, and your own rules</h2>
      <p>
        The switches write their rules here; yours go to the end. One rule a line, as in .gitignore:{" "}
        <code>*.bmp</code> for files, <code>Screenshots/</code> for folders, <code>/Work/scans/</code> for a
        path from the top of a folder of the library, and <code>.private/..</code> for every folder that holds
        something of that name. A file named <code>.shoeboxignore</code> in a folder does the same for it
        alone.
      </p>
      <Textarea
        aria-label="Rules for what is left out"
        classNames={{ input: styles.rules ?? "" }}
        value={shown}
        onChange={(event) => setText(event.currentTarget.value)}
        minRows={8}
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
        {!isDefault && (
          <Button variant="subtle" color="gray" onClick={() => setText(defaultLeaveOut.join("\n"))}>
            Back to the usual rules
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
