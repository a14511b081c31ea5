import { beforeAll, describe, expect, it } from "vitest";
import { readMetadata } from "../../../src/core/imaging/metadata/index.ts";
import { jpeg } from "../../helpers/pictures.ts";
import {
  bag,
  type ExifEntries,
  inLanguages,
  utf16,
  withComment,
  withExifTiff,
  withXmp,
  xmpDocument,
} from "../../helpers/written-metadata.ts";

let plain: Buffer;
beforeAll(async () => {
  plain = await jpeg(1);
});

const ofXmp = (properties: string, attributes = "") =>
  readMetadata(withXmp(plain, xmpDocument(properties, attributes)));
const ofExif = (entries: ExifEntries) => readMetadata(withExifTiff(plain, entries));

/** UserComment with the prefix that names its character set. */
const userComment = (prefix: string, body: readonly number[] | Buffer) =>
  ofExif({ exif: [[0x9286, 7, [...Buffer.from(prefix.padEnd(8, "\0"), "latin1"), ...body]]] }).description;

describe("keywords are found in whatever field a program keeps them", () => {
  const categories =
    '<Categories><Category Assigned="0">Places<Category Assigned="1">Rome</Category></Category><Category Assigned="0">Other</Category></Categories>';
  const escaped = categories.replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  const hierarchy = `<mwg-kw:Keywords rdf:parseType="Resource"><mwg-kw:Hierarchy><rdf:Bag><rdf:li rdf:parseType="Resource"><mwg-kw:Keyword>Places</mwg-kw:Keyword><mwg-kw:Children><rdf:Bag><rdf:li mwg-kw:Keyword="Rome"/></rdf:Bag></mwg-kw:Children></rdf:li></rdf:Bag></mwg-kw:Hierarchy></mwg-kw:Keywords>`;
  const fields: [string, string, string[]][] = [
    ["any program", bag("dc:subject", "sea", "boat"), ["sea", "boat"]],
    ["Lightroom", bag("lr:hierarchicalSubject", "Places|Italy|Rome"), ["Places", "Italy", "Rome"]],
    ["digiKam", bag("digiKam:TagsList", "People/Anna", "Garden"), ["People", "Anna", "Garden"]],
    ["Windows", bag("MicrosoftPhoto:LastKeywordXMP", "Holiday"), ["Holiday"]],
    ["ACDSee", `<acdsee:categories>${escaped}</acdsee:categories>`, ["Places", "Rome"]],
    ["ACDSee's list", bag("acdsee:keywords", "sea"), ["sea"]],
    ["Media Pro", bag("mediapro:CatalogSets", "Trips|Rome"), ["Trips", "Rome"]],
    ["the Working Group", hierarchy, ["Places", "Rome"]],
  ];
  for (const [program, properties, keywords] of fields) {
    it(program, () => expect(ofXmp(properties).keywords).toEqual(keywords));
  }

  it("Windows, in EXIF", () => {
    const { keywords } = ofExif({ first: [[0x9c9e, 1, utf16("Garten;Müller;\0")]] });
    expect(keywords).toEqual(["Garten", "Müller"]);
  });

  it("and each stands there once, however often it is written", () => {
    const { keywords } = ofXmp(
      bag("dc:subject", "Rome", "garden") +
        bag("lr:hierarchicalSubject", "Places|rome") +
        bag("digiKam:TagsList", "Garden"),
    );
    expect(keywords).toEqual(["Rome", "garden", "Places"]);
  });
});

describe("stars", () => {
  it("are read from percent as Windows counts them", () => {
    const stars = [1, 12, 13, 25, 50, 62, 75, 99, 100].map(
      (percent) => ofXmp("", `MicrosoftPhoto:Rating="${percent}"`).rating,
    );
    expect(stars).toEqual([1, 1, 2, 2, 3, 3, 4, 5, 5]);
    expect(ofExif({ first: [[0x4749, 3, [75]]] }).rating).toBe(4);
    expect(ofExif({ first: [[0x4746, 3, [3]]] }).rating).toBe(3);
  });

  it("are none where a picture was rejected, which is kept", () => {
    expect(ofXmp("", 'xmp:Rating="-1"')).toMatchObject({ rating: null, isRejected: true });
    expect(ofXmp("", 'xmp:Rating="3" digiKam:PickLabel="1"')).toMatchObject({ rating: 3, isRejected: true });
    expect(ofXmp("", 'xmp:Rating="0"')).toMatchObject({ rating: 0, isRejected: false });
  });
});

describe("titles and descriptions", () => {
  it("in several languages are those of the interface, else everybody's, never joined", () => {
    const title = (texts: Record<string, string>) => ofXmp(inLanguages("dc:title", texts)).title;
    expect(title({ "x-default": "Titel", de: "Titel", en: "Title" })).toBe("Title");
    expect(title({ de: "Titel", "en-GB": "Title", "x-default": "Titel" })).toBe("Title");
    expect(title({ de: "Titel", "x-default": "Titre" })).toBe("Titre");
    expect(title({ de: "Titel", fr: "Titre" })).toBe("Titel");
  });

  it("are Windows' where there are no others", () => {
    const windows = {
      first: [
        [0x9c9b, 1, utf16("Titel ä\0")],
        [0x9c9c, 1, utf16("Kommentar ö\0")],
      ],
    } as ExifEntries;
    expect(ofExif(windows)).toMatchObject({ title: "Titel ä", description: "Kommentar ö" });
    const both = withXmp(
      withExifTiff(plain, windows),
      xmpDocument(inLanguages("dc:title", { "x-default": "XMP" })),
    );
    expect(readMetadata(both)).toMatchObject({ title: "XMP", description: "Kommentar ö" });
  });

  it("may be in a comment, in any of its character sets", () => {
    expect(userComment("ASCII", Buffer.from("On the pier"))).toBe("On the pier");
    expect(userComment("ASCII", Buffer.from("Grüße\0\0"))).toBe("Grüße");
    expect(userComment("ASCII", Buffer.from("Grüße", "latin1"))).toBe("Grüße");
    expect(userComment("UNICODE", utf16("Großmutter am See", "little"))).toBe("Großmutter am See");
    expect(userComment("UNICODE", utf16("Großmutter am See", "big"))).toBe("Großmutter am See");
    expect(userComment("UNICODE", utf16("\ufeffAm See", "big"))).toBe("Am See");
    expect(userComment("UNICODE", utf16("湖のほとりで、夏の日に", "big"))).toBe("湖のほとりで、夏の日に");
    expect(userComment("UNICODE", utf16("湖のほとりで、夏の日に", "little"))).toBe("湖のほとりで、夏の日に");
    expect(userComment("JIS", Buffer.from("1b2442382c331b2842", "hex"))).toBe(
      new TextDecoder("iso-2022-jp").decode(Buffer.from("1b2442382c331b2842", "hex")),
    );
    expect(userComment("", Buffer.from("No prefix"))).toBe("No prefix");
    expect(userComment("ASCII", Buffer.alloc(40, " "))).toBeNull();
  });

  it("are a JPEG's comment where nothing else is said", () => {
    expect(readMetadata(withComment(plain, "The old mill")).description).toBe("The old mill");
    const described = withXmp(
      withComment(plain, "The old mill"),
      xmpDocument(inLanguages("dc:description", { en: "A mill" })),
    );
    expect(readMetadata(described).description).toBe("A mill");
  });

  it("are not what cameras and programs write into every picture", () => {
    const cameras = [
      "OLYMPUS DIGITAL CAMERA         ",
      "SONY DSC",
      "MINOLTA DIGITAL CAMERA",
      "DCIM\\100MEDIA\\DJI_0001.JPG",
      "cof",
      "oplus_32",
      "Exif_JPEG_PICTURE",
    ];
    for (const words of cameras) {
      expect(ofExif({ first: [[0x10e, 2, words]] }).description, words).toBeNull();
    }
    const programs = [
      "CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90",
      "Created with GIMP",
      "LEAD Technologies Inc. V1.01",
      "Lavc58.54.100",
      '{"filter":1}',
    ];
    for (const words of programs) {
      expect(readMetadata(withComment(plain, words)).description, words).toBeNull();
    }
    for (const words of [
      "Sony and I at the lake",
      "Created with love by Anna",
      "Camera on a tripod",
      "Norway",
    ]) {
      expect(ofExif({ first: [[0x10e, 2, words]] }).description, words).toBe(words);
    }
  });
});

describe("people", () => {
  it("are those that a picture names", () => {
    const { people } = ofXmp(
      bag("Iptc4xmpExt:PersonInImage", "Anna Example", "Bert") + bag("mediapro:People", "bert", "Carl"),
    );
    expect(people.map(({ name }) => name)).toEqual(["Anna Example", "Bert", "Carl"]);
  });

  it("are faces that are marked, as parts of the picture, with the orientation that is written", () => {
    const region = (name: string, type: string) =>
      `<rdf:li rdf:parseType="Resource"><mwg-rs:Area stArea:x="0.5" stArea:y="0.4" stArea:w="0.1" stArea:h="0.2" stArea:unit="normalized"/>${name}<mwg-rs:Type>${type}</mwg-rs:Type></rdf:li>`;
    const list =
      region("<mwg-rs:Name>Anna</mwg-rs:Name>", "Face") +
      region("", "Face") +
      region("<mwg-rs:Name>Code</mwg-rs:Name>", "BarCode");
    const regions = `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions stDim:w="900" stDim:h="600" stDim:unit="pixel"/><mwg-rs:RegionList><rdf:Bag>${list}</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`;
    const bytes = withXmp(
      withExifTiff(plain, { first: [[0x112, 3, [6]]] }),
      xmpDocument(regions + bag("Iptc4xmpExt:PersonInImage", "Anna")),
    );
    const { people } = readMetadata(bytes);
    expect(people.map(({ name }) => name)).toEqual(["Anna", null]);
    const [anna] = people;
    expect(anna?.region).toMatchObject({
      width: 0.1,
      height: 0.2,
      appliedTo: { width: 900, height: 600 },
      orientation: 6,
    });
    expect(anna?.region?.left).toBeCloseTo(0.45);
    expect(anna?.region?.top).toBeCloseTo(0.3);
  });

  it("are Windows' and the IPTC's regions too", () => {
    const windows = `<MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag><rdf:li MPReg:PersonDisplayName="Bert" MPReg:Rectangle="0.1, 0.2, 0.3, 0.4"/></rdf:Bag></MPRI:Regions></MP:RegionInfo>`;
    expect(ofXmp(windows).people).toMatchObject([
      { name: "Bert", region: { left: 0.1, top: 0.2, width: 0.3, height: 0.4 } },
    ]);
    const iptc = `<Iptc4xmpExt:ImageRegion><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:RegionBoundary rdf:parseType="Resource"><Iptc4xmpExt:rbShape>rectangle</Iptc4xmpExt:rbShape><Iptc4xmpExt:rbUnit>relative</Iptc4xmpExt:rbUnit><Iptc4xmpExt:rbX>0.3</Iptc4xmpExt:rbX><Iptc4xmpExt:rbY>0.1</Iptc4xmpExt:rbY><Iptc4xmpExt:rbW>0.2</Iptc4xmpExt:rbW><Iptc4xmpExt:rbH>0.2</Iptc4xmpExt:rbH></Iptc4xmpExt:RegionBoundary>${bag("Iptc4xmpExt:PersonInImage", "Carl")}</rdf:li></rdf:Bag></Iptc4xmpExt:ImageRegion>`;
    expect(ofXmp(iptc).people).toMatchObject([{ name: "Carl", region: { left: 0.3, top: 0.1, width: 0.2 } }]);
  });
});
