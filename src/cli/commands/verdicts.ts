import type { Command } from "commander";
import { type VerdictsDocument, verdictsDocumentSchema } from "../../contract/duplicates.ts";
import { usageError } from "../errors.ts";
import { countOf } from "../format.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printText } from "../output.ts";
import { readJsonFile } from "../read-json-file.ts";
import { withCore } from "../with-core.ts";

/** Decisions about duplicates, to be taken to another library: they name contents, not paths. */
export function defineVerdicts(program: Command): void {
  const command = program
    .command("verdicts")
    .description("decisions about duplicates: what was said to be none, or to be kept all");
  const exporting = command.command("export").description("print them as a JSON document");
  withCommonOptions(exporting).action(exportVerdicts);
  const importing = command
    .command("import")
    .description("add those of such a document; those that are known already stay as they are")
    .argument("<file>", "what `verdicts export` printed");
  withCommonOptions(importing).action(importVerdicts);
}

async function exportVerdicts(options: CommonOptions): Promise<void> {
  await printJson(await withCore(options, ({ client }) => client.duplicates.exportVerdicts()));
}

async function importVerdicts(file: string, options: CommonOptions): Promise<void> {
  const document = await readDocument(file);
  const { imported } = await withCore(options, ({ client }) => client.duplicates.importVerdicts(document));
  const known = document.verdicts.length - imported;
  if (options.json) await printJson({ imported, known });
  else await printText(`${countOf(imported, "decision")} imported, ${known} known already.`);
}

async function readDocument(file: string): Promise<VerdictsDocument> {
  const parsed = verdictsDocumentSchema.safeParse(await readJsonFile(file, file));
  if (!parsed.success) throw usageError(`${file} holds no decisions that Shoebox exported.`);
  return parsed.data;
}
