interface FilterText {
  /** Before the first value, minus and colon included: "-camera:". */
  head: string;
  /** "camera" */
  name: string;
  /** As they are typed, quotation marks included. */
  values: string[];
}

/** "-camera:\"Pixel 7\"|canon" in its parts; what stands between quotation marks is cut nowhere. */
export function valuesOf(filter: string): FilterText {
  const colon = filter.indexOf(":");
  if (colon < 0) return { head: "", name: "", values: [] };
  const values: string[] = [];
  let value = "";
  let isQuoted = false;
  for (let at = colon + 1; at < filter.length; at++) {
    const character = filter.charAt(at);
    if (character === "|" && !isQuoted) {
      values.push(value);
      value = "";
    } else {
      if (character === '"') isQuoted = !isQuoted;
      value += character;
    }
  }
  values.push(value);
  const name = filter.slice(0, colon).replace(/^-/, "").trim();
  return {
    head: filter.slice(0, colon + 1),
    name,
    values: values.map((each) => each.trim()).filter((each) => each !== ""),
  };
}

/** A value in quotation marks: one inside is written twice. */
export function quotedValue(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

/** Whether two values are one, however they are quoted and whatever their case. */
export function sameValue(left: string, right: string): boolean {
  return plain(left) === plain(right);
}

function plain(value: string): string {
  const inner = /^"(.*)"$/s.exec(value)?.[1];
  return (inner === undefined ? value : inner.replaceAll('""', '"')).normalize("NFC").toLocaleLowerCase();
}
