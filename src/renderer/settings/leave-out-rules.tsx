import { Button, Group, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { onLibraryEvent } from "../api/library-events.ts";
import { api, queryClient } from "../api/queries.ts";
import { notify } from "../layout/notices.tsx";
import styles from "./settings.module.css";

/** Files and folders that are never looked at, as rules a person can read and change. */
export function LeaveOutSettings({ defaults }: { defaults: readonly string[] }) {
  const saved = useSavedRules();
  const [text, setText] = useState<string>();
  const shown = text ?? saved?.join("\n") ?? "";
  const isChanged = saved !== undefined && rulesIn(shown).join("\n") !== saved.join("\n");
  const isDefault = rulesIn(shown).join("\n") === defaults.join("\n");

  const save = async () => {
    try {
      await client.settings.set({ leaveOut: rulesIn(shown) });
      await queryClient.invalidateQueries({ queryKey: api.settings.get.key() });
      setText(undefined);
      notify({ code: "", message: "The rules are saved.", remedy: "The folders are looked at again." });
    } catch (error) {
      notify(errorWords(error));
    }
  };
  return (
    <section className={styles.section} aria-labelledby="leave-out">
      <h3 id="leave-out">Files that are left out</h3>
      <p>
        One rule a line, as in .gitignore: <code>*.tmp</code> for files, <code>Screenshots/</code> for
        folders, <code>/Work/scans/</code> for a path from the top of a folder of the library. A file named{" "}
        <code>.shoeboxignore</code> in a folder does the same for it alone.
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
        disabled={saved === undefined}
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
          <Button variant="subtle" color="gray" onClick={() => setText(defaults.join("\n"))}>
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

function useSavedRules(): readonly string[] | undefined {
  useEffect(
    () =>
      onLibraryEvent((type) => {
        if (type === "settings") void queryClient.invalidateQueries({ queryKey: api.settings.get.key() });
      }),
    [],
  );
  return useQuery(api.settings.get.queryOptions()).data?.settings.leaveOut;
}
