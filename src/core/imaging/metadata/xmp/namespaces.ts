/**
 * The prefixes that this program's own words for XMP properties use, by namespace without the mark at its end: writers
 * choose prefixes of their own, and disagree on that mark. Source: ExifTool's list and the programs' own files.
 */
const prefixes: Record<string, string> = {
  "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
  xml: "xml",
  "http://www.w3.org/XML/1998/namespace": "xml",
  "adobe:ns:meta": "x",
  "http://purl.org/dc/elements/1.1": "dc",
  "http://ns.adobe.com/xap/1.0": "xmp",
  "http://ns.adobe.com/xmp/1.0/DynamicMedia": "xmpDM",
  "http://ns.adobe.com/exif/1.0": "exif",
  "http://ns.adobe.com/exif/1.0/aux": "aux",
  "http://cipa.jp/exif/1.0": "exifEX",
  "http://ns.adobe.com/tiff/1.0": "tiff",
  "http://ns.adobe.com/photoshop/1.0": "photoshop",
  "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns": "Iptc4xmpCore",
  "http://iptc.org/std/Iptc4xmpExt/2008-02-29": "Iptc4xmpExt",
  "http://ns.adobe.com/lightroom/1.0": "lr",
  "http://www.digikam.org/ns/1.0": "digiKam",
  "http://ns.microsoft.com/photo/1.0": "MicrosoftPhoto",
  "http://ns.microsoft.com/photo/1.2": "MP",
  "http://ns.microsoft.com/photo/1.2/t/RegionInfo": "MPRI",
  "http://ns.microsoft.com/photo/1.2/t/Region": "MPReg",
  "http://www.metadataworkinggroup.com/schemas/regions": "mwg-rs",
  "http://www.metadataworkinggroup.com/schemas/keywords": "mwg-kw",
  "http://ns.adobe.com/xmp/sType/Area": "stArea",
  "http://ns.adobe.com/xap/1.0/sType/Dimensions": "stDim",
  "http://ns.acdsee.com/iptc/1.0": "acdsee",
  "http://ns.acdsee.com/regions": "acdsee-rs",
  "http://ns.acdsee.com/sType/Area": "acdsee-stArea",
  "http://ns.iview-multimedia.com/mediapro/1.0": "mediapro",
  "http://ns.microsoft.com/expressionmedia/1.0": "expressionmedia",
  "http://ns.google.com/photos/1.0/camera": "GCamera",
};

const ownPrefixes = new Set(Object.values(prefixes));

/**
 * "dc:title" for a name as it was written and the namespace that its prefix stands for. A prefix that the document does
 * not declare is taken at its word: some programs forget to. Undefined for what nothing here reads.
 */
export function ownName(name: string, namespace: string | undefined): string | undefined {
  const colon = name.indexOf(":");
  const local = name.slice(colon + 1);
  const written = name.slice(0, Math.max(0, colon));
  if (namespace === undefined) return ownPrefixes.has(written) ? name : undefined;
  const prefix = prefixes[namespace.replace(/[/#]+$/, "")];
  return prefix && `${prefix}:${local}`;
}
