import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { notify } from "../layout/notices.tsx";
import styles from "./settings.module.css";
import { changeSettings } from "./settings-store.ts";

/** For networks that do not reach the public hub: the address that has the same files. */
export function ModelMirror({ saved }: { saved: string }) {
  const [text, setText] = useState<string>();
  const shown = text ?? saved;
  const address = shown.trim();
  const isWrong = address !== "" && !isWebAddress(address);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isWrong || !(await changeSettings({ modelMirror: address }))) return;
    setText(undefined);
    const message = address === "" ? "Models come from the public hub." : `Models come from ${address}.`;
    notify({ code: "", message, remedy: "" });
  };
  return (
    <form className={styles.section} aria-labelledby="model-mirror" onSubmit={(event) => void save(event)}>
      <h2 id="model-mirror">Where models come from</h2>
      <p>
        Models are downloaded from the public hub, huggingface.co, when you ask for one; Shoebox uses the
        network for nothing else but a Qdrant server that you name. An address that has the same files in the
        same places can take its place.
      </p>
      <div className={styles.line}>
        <TextInput
          className={styles.address ?? ""}
          type="url"
          aria-label="Address of a mirror for models"
          placeholder="https://huggingface.co"
          value={shown}
          error={isWrong && "An address begins with https:// or http://."}
          onChange={(event) => setText(event.currentTarget.value)}
          spellCheck={false}
        />
        <Button type="submit" variant="default" disabled={address === saved || isWrong}>
          Save address
        </Button>
      </div>
    </form>
  );
}

function isWebAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? "");
}
