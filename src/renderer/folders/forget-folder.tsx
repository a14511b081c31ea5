import { Button, Group, Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { type Forgetting, forgottenForDays, type Root } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { notify } from "../layout/notices.tsx";
import { forgettingWords } from "./folder-words.ts";
import styles from "./folders.module.css";

export async function recallFolder(rootId: number): Promise<void> {
  try {
    const { name } = await client.roots.recall({ rootId });
    notify({ code: "", message: `${name} is back.`, remedy: "" });
  } catch (error) {
    notify(errorWords(error));
  }
}

interface ForgetFolderProps {
  root: Root | undefined;
  onClose(): void;
}

/** Asks before a folder is taken out of the library, and says how many photos go with it. */
export function ForgetFolder({ root, onClose }: ForgetFolderProps) {
  const forgetting = useForgetting(root?.rootId);
  const forget = async () => {
    if (!root) return;
    const { rootId, name } = root;
    onClose();
    try {
      await client.roots.forget({ rootId });
      const remedy = `It can be brought back for ${forgottenForDays} days.`;
      const undo = { label: "Undo", onClick: () => void recallFolder(rootId) };
      notify({ code: "", message: `${name} is forgotten.`, remedy }, undo);
    } catch (error) {
      notify(errorWords(error));
    }
  };
  return (
    <Modal
      opened={root !== undefined}
      onClose={onClose}
      title={`Forget ${root?.name ?? ""}?`}
      size={480}
      lockScroll={false}
      centered
    >
      <p className={styles.forgetPath}>{root?.path}</p>
      <p className={styles.forgetWords} aria-live="polite">
        {forgetting ? forgettingWords(forgetting) : "Counting its photos…"} The files stay where they are.
      </p>
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button color="red" disabled={!forgetting} onClick={() => void forget()}>
          Forget this folder
        </Button>
      </Group>
    </Modal>
  );
}

function useForgetting(rootId: number | undefined): Forgetting | undefined {
  const [answer, setAnswer] = useState<Forgetting>();
  useEffect(() => {
    setAnswer(undefined);
    if (rootId === undefined) return;
    let isWanted = true;
    client.roots.forgetting({ rootId }).then(
      (found) => isWanted && setAnswer(found),
      (error: unknown) => notify(errorWords(error)),
    );
    return () => {
      isWanted = false;
    };
  }, [rootId]);
  return answer;
}
