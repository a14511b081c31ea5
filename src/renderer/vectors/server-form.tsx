import { Button, Collapse, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import type { VectorsStatus } from "../../contract/index.ts";
import type { ErrorWords } from "../api/error-words.ts";
import styles from "./vectors.module.css";
import { takeStore } from "./vectors-calls.ts";
import { keyWords } from "./vectors-words.ts";

interface ServerFormProps {
  /** The server that is in use, or was last. */
  qdrant: VectorsStatus["qdrant"];
  /** It is tried, and being filled. */
  onTaken(): void;
}

/** One field for the address; what few need lies under More. The key that is kept is never shown. */
export function ServerForm({ qdrant, onTaken }: ServerFormProps) {
  const [address, setAddress] = useState(qdrant?.url ?? "");
  const [key, setKey] = useState("");
  const [collection, setCollection] = useState("");
  const [isMoreOpen, setMoreOpen] = useState(false);
  const [isTrying, setTrying] = useState(false);
  const [problem, setProblem] = useState<ErrorWords>();
  const moreId = useId();
  const isReady = address.trim() !== "";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || isTrying) return;
    setTrying(true);
    setProblem(undefined);
    const found = await takeStore({
      store: "qdrant",
      url: address.trim(),
      ...(key !== "" && { apiKey: key }),
      ...(collection.trim() !== "" && { collection: collection.trim() }),
    });
    setTrying(false);
    setProblem(found);
    // What was wrong with it is mended where it stands.
    if (found?.code === "VECTOR_STORE_KEY_REFUSED") setMoreOpen(true);
    if (found) return;
    setKey("");
    onTaken();
  };
  const change = (set: (text: string) => void) => (event: { currentTarget: HTMLInputElement }) => {
    set(event.currentTarget.value);
    setProblem(undefined);
  };
  const isKnown = qdrant !== null && address.trim() === qdrant.url;
  return (
    <form className={styles.form} aria-label="Qdrant server" onSubmit={(event) => void submit(event)}>
      <div className={styles.line}>
        <TextInput
          className={styles.address ?? ""}
          label="Address of a Qdrant server"
          placeholder="http://localhost:6333"
          inputMode="url"
          value={address}
          onChange={change(setAddress)}
          autoComplete="off"
          spellCheck={false}
        />
        <Button className={styles.use ?? ""} type="submit" disabled={!isReady} loading={isTrying}>
          Use this server
        </Button>
      </div>
      {isTrying && (
        <p className={styles.dim} role="status">
          Trying it…
        </p>
      )}
      {problem && (
        <p className={styles.trouble} role="alert">
          {problem.message} {problem.remedy} {problem.code !== "" && <code>{problem.code}</code>}
        </p>
      )}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-expanded={isMoreOpen}
        aria-controls={moreId}
        onClick={() => setMoreOpen(!isMoreOpen)}
      >
        {isMoreOpen ? "Less" : "More: key and collection"}
      </Button>
      <Collapse id={moreId} expanded={isMoreOpen}>
        <div className={styles.more}>
          <PasswordInput
            label="Key"
            description={
              (isKnown && keyWords(qdrant)) ||
              "Kept in the system’s keychain, or in a file that only you can read; never in the library."
            }
            placeholder={isKnown && qdrant.keyKeptIn ? "Leave it empty to keep that key" : "None"}
            value={key}
            onChange={change(setKey)}
            autoComplete="off"
            visibilityToggleButtonProps={{ "aria-label": "Show what is typed" }}
          />
          <TextInput
            label="Collection"
            description="Libraries that name the same one share it: each finds the photos of the others."
            placeholder={isKnown ? qdrant.collection : "One of this library’s own"}
            value={collection}
            onChange={change(setCollection)}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
      </Collapse>
    </form>
  );
}
