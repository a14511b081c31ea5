import { Loader } from "@mantine/core";
import { useId } from "react";
import type { CaptionerCard as Captioner } from "../../../contract/index.ts";
import { MoreMenu } from "../../layout/more-menu.tsx";
import type { ModelActionName } from "../../models/model-actions.ts";
import { Badges, MainAction, Trouble } from "../../models/model-card.tsx";
import { Fact } from "../../models/model-facts.tsx";
import { modelHome } from "../../models/model-homes.ts";
import { ModelProgress } from "../../models/model-progress.tsx";
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
  const titleId = useId();
  const context = { offers: offersFor(card), onAct };
  const { id, name, summary, isInUse, isVerified, trouble } = card;
  return (
    <article
      className={styles.card}
      aria-labelledby={titleId}
      aria-busy={busy !== undefined}
      data-model={id}
      data-in-use={isInUse || undefined}
      tabIndex={-1}
    >
      <header className={styles.heading}>
        <h3 id={titleId}>{name}</h3>
        <Badges card={card} />
        <div className={styles.controls}>
          {busy === "check" && (
            <span className={styles.state}>
              <Loader size={14} /> Checking its files…
            </span>
          )}
          <MainAction card={card} context={context} />
          <MoreMenu name={name} home={modelHome} context={context} />
        </div>
      </header>
      <p className={styles.summary}>{summary}</p>
      <Facts card={card} />
      {!isVerified && (
        <p className={styles.note}>Not tried by this project: its facts are its publisher’s word.</p>
      )}
      <Trouble trouble={trouble} />
      <ModelProgress card={card} context={context} />
    </article>
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
