import { picture } from "./pictures.ts";

export interface WrittenValues {
  title?: string;
  description?: string;
  keywords?: readonly string[];
}

const alternatives = (name: string, text: string) =>
  `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:${name}>`;

/** An XMP packet as photo programs write it. */
export function xmpPacket({ title, description, keywords = [] }: WrittenValues): string {
  const words = keywords.map((word) => `<rdf:li>${word}</rdf:li>`).join("");
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/">
${title === undefined ? "" : alternatives("title", title)}
${description === undefined ? "" : alternatives("description", description)}
${words === "" ? "" : `<dc:subject><rdf:Bag>${words}</rdf:Bag></dc:subject>`}
</rdf:Description></rdf:RDF></x:xmpmeta>`;
}

/** The numbered picture with what was written into it. */
export function jpegWith(number: number, values: WrittenValues): Promise<Buffer> {
  return picture(number).jpeg({ quality: 85 }).withXmp(xmpPacket(values)).toBuffer();
}
