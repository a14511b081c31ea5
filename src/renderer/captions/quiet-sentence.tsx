import { IconSparkles } from "@tabler/icons-react";
import type { Caption } from "../../contract/index.ts";
import { writerWords } from "./caption-words.ts";
import styles from "./captions.module.css";

interface QuietSentenceProps {
  /** What is said of the photo; nothing is shown where that is nothing. */
  sentence: string | undefined;
  /** undefined until it is known whose the sentence is; null where it is a title or a description. */
  caption: Caption | null | undefined;
}

/** What can be seen, in one line under a photo's name; a machine's has its mark. */
export function QuietSentence({ sentence, caption }: QuietSentenceProps) {
  if (sentence === undefined) return null;
  const writer = caption?.text === sentence ? writerWords(caption) : undefined;
  return (
    <p className={styles.quiet} data-own={writer === undefined} title={sentence}>
      {writer !== undefined && <IconSparkles size={14} role="img" aria-label={writer} title={writer} />}
      <span>{sentence}</span>
    </p>
  );
}
