import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readSidecar } from "../../../src/core/imaging/metadata/sidecar.ts";
import { bag, rdf, xmpDocument } from "../../helpers/written-metadata.ts";

const properties = bag("dc:subject", "Hafen &amp; Möwe", "海");
const attributes = 'xmp:Rating="4" exif:DateTimeOriginal="2015-05-05T05:05:05"';
const says = { rating: 4, keywords: ["Hafen & Möwe", "海"], takenAt: "2015-05-05T05:05:05" };

/** How programs begin: Adobe's packet, darktable, Bridge and Lightroom, digiKam, exiftool; and what may stand before. */
const documents = {
  packet: `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>${xmpDocument(properties, attributes)}<?xpacket end="w"?>`,
  "packet with a mark": `<?xpacket begin="\ufeff" id='W5M0'?>\n${xmpDocument(properties, attributes)}\n<?xpacket end="w"?>   \n`,
  "XML declaration": `<?xml version="1.0" encoding="UTF-8"?>\n${xmpDocument(properties, attributes)}`,
  "x:xmpmeta alone": xmpDocument(properties, attributes),
  "x:xapmeta, an old name": `<x:xapmeta xmlns:x="adobe:ns:meta/">${rdf(properties, attributes)}</x:xapmeta>`,
  "rdf:RDF alone": rdf(properties, attributes),
  "comments and blanks": `\n\n  <!-- written by <rdf:RDF> --><?xml-model href="a"?>\n${xmpDocument(properties, attributes)}<!-- end -->`,
  "other prefixes": xmpDocument(properties, attributes)
    .replaceAll("xmp:Rating", "a:Rating")
    .replace("xmlns:xmp=", "xmlns:a="),
  "elements in place of attributes": xmpDocument(
    `${properties}<xmp:Rating>4</xmp:Rating><exif:DateTimeOriginal>2015-05-05T05:05:05</exif:DateTimeOriginal>`,
  ),
};

const encodings: Record<string, (text: string) => Buffer> = {
  "UTF-8": (text) => Buffer.from(text),
  "UTF-8 with a mark": (text) => Buffer.from(`\ufeff${text}`),
  "UTF-16, little end first": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "UTF-16, big end first": (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
};

describe("a sidecar is read whatever it begins with", () => {
  for (const [form, document] of Object.entries(documents)) {
    for (const [encoding, encode] of Object.entries(encodings)) {
      it(`${form}, in ${encoding}`, () => {
        expect(readSidecar(encode(document))).toMatchObject({ metadata: says });
      });
    }
  }

  it("in the encoding that it declares, or an old program's without a word", () => {
    const western = '<?xml version="1.0" encoding="ISO-8859-1"?>';
    const title = xmpDocument("<dc:title><rdf:Alt><rdf:li>Grüße</rdf:li></rdf:Alt></dc:title>");
    for (const document of [western + title, title]) {
      expect(readSidecar(Buffer.from(document, "latin1")).metadata?.title).toBe("Grüße");
    }
  });
});

describe("a sidecar that cannot be read", () => {
  it("says why, with a code: cut short, no XMP, a document type, empty", () => {
    const whole = xmpDocument(properties, attributes);
    const bad = [
      whole.slice(0, -40),
      "<html><body/></html>",
      "rating = 4",
      `<!DOCTYPE x>${whole}`,
      "{ not json",
    ];
    for (const text of bad) {
      const { problem, metadata } = readSidecar(Buffer.from(text));
      expect(problem?.code, text.slice(0, 30)).toBe("METADATA_UNREADABLE");
      expect(problem?.message).toMatch(/cannot be read; the photo can/);
      expect(metadata).toBeUndefined();
    }
    expect(readSidecar(Buffer.from(" \n")).problem?.code).toBe("METADATA_UNREADABLE");
  });

  test("never breaks the reader, wherever bytes of it are lost or changed", () => {
    const bytes = Buffer.from(documents.packet);
    const change = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255), lost: fc.nat(30) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        let damaged = Buffer.from(bytes);
        for (const { at, byte, lost } of changes) {
          damaged = Buffer.concat([damaged.subarray(0, at), Buffer.of(byte), damaged.subarray(at + lost)]);
        }
        const { metadata, problem } = readSidecar(damaged);
        expect(metadata === undefined || problem === undefined).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
