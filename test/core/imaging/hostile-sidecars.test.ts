import { describe, expect, it } from "vitest";
import { readSidecar } from "../../../src/core/imaging/metadata/sidecar.ts";
import { rdf } from "../../helpers/written-metadata.ts";

const megabytes = (count: number) => count * 1024 ** 2;
const inside = (content: string) => rdf(content);
const filled = (pattern: string, bytes = megabytes(7)) => pattern.repeat(Math.floor(bytes / pattern.length));

const entities = Array.from(
  { length: 30 },
  (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
);

/** Files beside a picture that were made to take all the time or memory there is. */
const hostile: Record<string, string> = {
  "entities that multiply": `<!DOCTYPE x [<!ENTITY e0 "ha">${entities.join("")}]>${inside("<dc:title>&e30;</dc:title>")}`,
  "a hundred thousand levels": inside(filled("<a>")),
  "a million elements": inside(filled("<a/>")),
  "a million attributes": `<a ${filled('b="" ')}/>`,
  "quotation marks without end": `<a ${filled('a="')}`,
  "namespaces within namespaces": filled('<a xmlns:b="c">'),
  "namespaces side by side": inside(filled('<a xmlns:b="c"/>')),
  "a comment without end": `${inside("")}<!--${filled("-")}`.slice(9),
  "brackets alone": filled("<"),
  "ampersands alone": inside(`<dc:title>${filled("&#")}</dc:title>`),
  "blanks alone before an end": `<a${filled(" ")}`,
  "keywords without number": inside(
    `<dc:subject><rdf:Bag>${filled("<rdf:li>k</rdf:li>")}</rdf:Bag></dc:subject>`,
  ),
  "JSON, a million levels": `{"people":${filled("[")}`,
  "JSON, a million people": `{"photoTakenTime":{"timestamp":"1"},"people":[${filled('{"name":"a"},')}{}]}`,
  "JSON, a title without end": `{"title":"${filled("a")}","photoTakenTime":{"timestamp":"1e400"},"description":"${"b".repeat(100)}"}`,
};

describe("a sidecar that was made to do harm", () => {
  for (const [name, text] of Object.entries(hostile)) {
    it(`takes little time and is read or refused: ${name}`, () => {
      const bytes = Buffer.from(text);
      const started = performance.now();
      const { metadata, problem } = readSidecar(bytes);
      expect(performance.now() - started).toBeLessThan(5000);
      expect(metadata === undefined || problem === undefined).toBe(true);
      expect(metadata?.keywords.length ?? 0).toBeLessThanOrEqual(2000);
      expect(metadata?.people.length ?? 0).toBeLessThanOrEqual(500);
    });
  }

  it("of a hundred megabytes is not looked into", () => {
    expect(readSidecar(Buffer.alloc(megabytes(100), " ")).problem?.code).toBe("METADATA_UNREADABLE");
  });
});
