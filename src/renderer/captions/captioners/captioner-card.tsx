import type { CaptionerCard as Captioner } from "../../../contract/index.ts";
import type { ModelActionName } from "../../models/model-actions.ts";
import { Fact } from "../../models/model-facts.tsx";
import { ModelFrame } from "../../models/model-frame.tsx";
import { languageWords } from "../../models/model-words.ts";
import styles from "../../models/models.module.css";
import { count, fileSize } from "../../words/quantities.ts";
import { offersFor } from "./captioner-offers.ts";

interface CaptionerCardProps {
  card: Captioner;
  /** What takes a moment and has not ended yet. */
  busy: ModelActionName | undefined;
  onAct(action: ModelActionName): void;
}

/** One that writes captions: what it takes, what it wrote, what is under way with it, and the one thing to do next. */
export function CaptionerCard({ card, busy, onAct }: CaptionerCardProps) {
  return (
    <ModelFrame card={card} context={{ offers: offersFor(card), onAct }} busy={busy} heading="h3">
      <Facts card={card} />
    </ModelFrame>
  );
}

function Facts({
  card: { sizeBytes, download, languages, licence, quality, captions },
}: {
  card: Captioner;
}) {
  // A server may say what the manifest could not.
  const bytes = sizeBytes ?? download?.bytesTotal ?? null;
  return (
    <dl className={styles.facts}>
      <Fact name="Size">{bytes === null ? "Not known yet" : fileSize(bytes)}</Fact>
      <Fact name="Languages">{languageWords(languages)}</Fact>
      <Fact name="Licence" note={licence.isNonCommercial && "Non-commercial use only"}>
        <span title={licence.url ?? undefined}>{licence.name}</span>
      </Fact>
      <Fact name="Captions by it">{count(captions)}</Fact>
      {quality && (
        <Fact name="Quality" note={quality.measure}>
          <span title={quality.source}>{quality.value}</span>
        </Fact>
      )}
    </dl>
  );
}
