import { Button } from "@mantine/core";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { client } from "../../api/connection.ts";
import { type ErrorWords, errorWords } from "../../api/error-words.ts";
import { HiddenFileInput } from "../../layout/hidden-file-input.tsx";
import { count } from "../../words/quantities.ts";
import { refreshDuplicates } from "../use-refresh.ts";
import { decisions } from "../words.ts";
import { decisionsFileName, inPieces, mostFileBytes, readDecisions } from "./decisions-file.ts";
import styles from "./history.module.css";

type Said = { isError: boolean } & Pick<ErrorWords, "message" | "remedy">;

/** Decisions go to another library, or come from one: they are about contents, wherever these lie. */
export function VerdictFiles() {
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<Said>();
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<Said>) => {
    setBusy(true);
    setSaid(await work().catch((error: unknown) => ({ isError: true, ...errorWords(error) })));
    setBusy(false);
  };
  return (
    <div className={styles.files}>
      <p>Decisions are kept by content. In another library they hold for the same pictures.</p>
      <Button
        size="xs"
        variant="default"
        disabled={isBusy}
        leftSection={<IconUpload size={16} />}
        onClick={() => input.current?.click()}
      >
        Import…
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={isBusy}
        leftSection={<IconDownload size={16} />}
        onClick={() => void attempt(exportDecisions)}
      >
        Export
      </Button>
      <HiddenFileInput
        ref={input}
        accept=".json,application/json"
        label="File with decisions"
        onFile={(file) => void attempt(() => importDecisions(file))}
      />
      {said && (
        <p role={said.isError ? "alert" : "status"} className={styles.said} data-error={said.isError}>
          {said.message} {said.remedy}
        </p>
      )}
    </div>
  );
}

async function exportDecisions(): Promise<Said> {
  const document = await client.duplicates.exportVerdicts();
  const address = URL.createObjectURL(new Blob([JSON.stringify(document)], { type: "application/json" }));
  const link = window.document.createElement("a");
  link.href = address;
  link.download = decisionsFileName;
  link.click();
  URL.revokeObjectURL(address);
  return {
    isError: false,
    message: `${decisions(document.verdicts.length)} exported to ${decisionsFileName}.`,
    remedy: "",
  };
}

async function importDecisions(file: File): Promise<Said> {
  const text = file.size > mostFileBytes ? "" : await file.text();
  const read = readDecisions(text, file.name);
  if (!Array.isArray(read)) return { isError: true, ...read };
  let imported = 0;
  for (const verdicts of inPieces(read)) {
    const answer = await client.duplicates.importVerdicts({
      format: "shoebox-verdicts",
      version: 1,
      verdicts,
    });
    imported += answer.imported;
  }
  await refreshDuplicates();
  const known = read.length - imported;
  const remedy = known === 0 ? "" : `${count(known)} ${known === 1 ? "was" : "were"} known already.`;
  return { isError: false, message: `${decisions(imported)} imported from ${file.name}.`, remedy };
}
