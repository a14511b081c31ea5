import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  copyDocument,
  type DocumentCopy,
  documentCopies,
  type Rendering,
  render,
  renderings,
} from "../../test/helpers/documents/renderings.ts";
import { drawDocument, templates } from "../../test/helpers/documents/templates.ts";
import type { Row } from "../table.ts";
import { withTemporaryDirectory } from "../temporary.ts";
import { groupsBy } from "./quality.ts";

const contentsOfEach = Number(process.env.SHOEBOX_BENCH_DOCUMENTS ?? 20);

interface DocumentFile {
  path: string;
  template: string;
  content: number;
  rendering: Rendering;
  how: "original" | DocumentCopy;
}

/**
 * Documents of twelve templates: each content as its program exported it, scanned, and photographed, and of each of
 * these true copies. Files of one content in one rendering are copies, files of other contents never are; whether a scan
 * counts as a copy of the export is nobody's claim.
 */
export async function documentRows(): Promise<Row[]> {
  return withTemporaryDirectory(async (directory) => {
    const files = await writeDocuments(directory);
    const groupOf = await withTemporaryDirectory((library) => groupsBy(directory, library));
    return [
      ...templates.map(({ name }) => rowOf(name, ({ template }) => template === name, files, groupOf)),
      ...renderings.map((one) => rowOf(one, ({ rendering }) => rendering === one, files, groupOf)),
      rowOf("all", () => true, files, groupOf),
    ];
  });
}

async function writeDocuments(directory: string): Promise<DocumentFile[]> {
  const files: DocumentFile[] = [];
  const put = async (file: Omit<DocumentFile, "path">, bytes: Buffer) => {
    const { template, content, rendering, how } = file;
    const path = `${template}/${rendering}/${how}/${String(content).padStart(2, "0")}.jpg`;
    await mkdir(join(directory, path, ".."), { recursive: true });
    await writeFile(join(directory, path), bytes);
    files.push({ ...file, path });
  };
  for (const template of templates) {
    for (let content = 0; content < contentsOfEach; content++) {
      const document = await drawDocument(template, content);
      for (const rendering of renderings) {
        const labels = { template: template.name, content, rendering };
        const original = await render(document, rendering, `${template.name} ${content}`);
        await put({ ...labels, how: "original" }, original);
        // Copies of each fourth: comparing all with all takes its time.
        if (content % 4 !== 0) continue;
        for (const how of documentCopies) await put({ ...labels, how }, await copyDocument(original, how));
      }
    }
  }
  return files;
}

function rowOf(
  name: string,
  concerns: (file: DocumentFile) => boolean,
  files: readonly DocumentFile[],
  groupOf: ReadonlyMap<string, string>,
): Row {
  const copies = { pairs: 0, found: 0 };
  const others = { pairs: 0, found: 0 };
  const concerned = files.filter(concerns);
  for (const [at, one] of concerned.entries()) {
    for (const two of concerned.slice(at + 1)) {
      if (one.template !== two.template) continue;
      const isOther = one.content !== two.content;
      if (!isOther && one.rendering !== two.rendering) continue;
      const counts = isOther ? others : copies;
      counts.pairs += 1;
      const group = groupOf.get(one.path);
      if (group === undefined || group !== groupOf.get(two.path)) {
        if (!isOther) console.log(`  missed: ${one.path} = ${two.path}`);
        continue;
      }
      counts.found += 1;
      if (isOther) console.log(`  wrong: ${one.path} = ${two.path}`);
    }
  }
  return {
    name: `documents, ${name}`,
    value: `copies found ${copies.found} of ${copies.pairs}, other contents joined ${others.found} of ${others.pairs}`,
    ...(name === "all" ? { aim: "all, none" } : {}),
  };
}
