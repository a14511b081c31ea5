import { Button } from "@mantine/core";
import { inASentence, modeWords } from "../captions/captioners/mode-words.ts";
import { seekCaptions } from "../captions/captioners/sought.ts";
import { useCaptionsStatus } from "../captions/use-captioning.ts";
import { navigation } from "../navigation/use-navigation.ts";
import styles from "./settings.module.css";

/** Captions are chosen beside what writes them: how they are now, and the way there. */
export function CaptionsLink() {
  const status = useCaptionsStatus();
  if (!status) return null;
  const { captioner, mode } = status;
  return (
    <section className={styles.section} aria-labelledby="captions-link">
      <h2 id="captions-link">Captions</h2>
      <p>
        A sentence on what can be seen on a photo, written on this machine.{" "}
        {captioner === null ? "Nothing here writes them yet." : `Now: ${inASentence(modeWords[mode].label)}.`}
      </p>
      <Button
        variant="default"
        onClick={() => {
          seekCaptions();
          navigation.showScreen("models");
        }}
      >
        Choose which photos get one…
      </Button>
    </section>
  );
}
