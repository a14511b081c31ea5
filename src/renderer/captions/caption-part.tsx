import { Tooltip, VisuallyHidden } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import type { Caption, PhotoDetails } from "../../contract/index.ts";
import { ActionControl } from "../actions/action-control.tsx";
import { type CaptionContext, captionActions } from "./caption-actions.ts";
import { CaptionEditor } from "./caption-editor.tsx";
import { confidenceWords, writerWords } from "./caption-words.ts";
import styles from "./captions.module.css";
import { useIsCaptionEdited } from "./editing.ts";

interface CaptionPartProps {
  details: PhotoDetails;
  /** What can be done with this photo. */
  context: CaptionContext;
}

/** What can be seen on a photo, in a sentence: whose it is, and another one a key away. */
export function CaptionPart({ details: { assetId, caption }, context }: CaptionPartProps) {
  const isEdited = useIsCaptionEdited(assetId);
  return (
    <section className={styles.part} aria-label="Caption">
      {isEdited ? (
        <CaptionEditor key={assetId} assetId={assetId} caption={caption} />
      ) : (
        <div className={styles.shown} data-marked={caption?.isOwn === false}>
          <p className={styles.text} data-own={caption?.isOwn} data-none={caption === null || undefined}>
            {caption?.text ?? "No caption."}
          </p>
          <div className={styles.line}>
            {caption && !caption.isOwn && <Writer caption={caption} />}
            <Controls caption={caption} context={{ ...context, assetId, collected: 1 }} />
          </div>
        </div>
      )}
    </section>
  );
}

const small = { sizePixels: 28, iconPixels: 16 };

function Controls({ caption, context }: { caption: Caption | null; context: CaptionContext }) {
  const edit = captionActions["edit-caption"];
  const again = captionActions["write-caption-again"];
  const reject = captionActions["reject-caption"];
  const isOfMachine = caption !== null && !caption.isOwn;
  return (
    <div className={styles.controls}>
      <ActionControl
        {...small}
        action={edit}
        context={context}
        name={caption ? edit.name : "Write a caption"}
      />
      {context.canWriteCaptions && !caption?.isOwn && (
        <ActionControl
          {...small}
          action={again}
          context={context}
          name={isOfMachine ? again.name : "Have a caption written"}
        />
      )}
      {isOfMachine && <ActionControl {...small} action={reject} context={context} name={reject.name} />}
    </div>
  );
}

/** Tells a machine's sentence from a person's, which has nothing here. */
function Writer({ caption }: { caption: Caption }) {
  const confidence = confidenceWords(caption);
  return (
    <Tooltip label={confidence} disabled={confidence === undefined} position="bottom-start">
      <p className={styles.writer}>
        <IconSparkles size={14} aria-hidden="true" />
        {writerWords(caption)}
        {confidence !== undefined && <VisuallyHidden>. {confidence}</VisuallyHidden>}
      </p>
    </Tooltip>
  );
}
