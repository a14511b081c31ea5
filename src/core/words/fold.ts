/** Accents, vowel signs that nobody types (Arabic, Hebrew) and the marks that choose how an emoji is drawn. */
const unwritten =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]|\p{Variation_Selector}/gu;

/** Letters that Unicode does not take apart, each with what is typed for it on a keyboard without it. */
const plain: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ς: "σ",
};
const special = new RegExp(`[${Object.keys(plain).join("")}]`, "gu");

/** What German and the languages of the north write where there is no umlaut, ring or stroke. */
const spelledOut: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" };

/** Nothing of all this is in most texts. */
const isPlain = /^[\s -~]*$/;

/** The same text without accents and other ways to write a letter; upper case stays, for it tells words apart. */
export function withoutAccents(text: string): string {
  if (isPlain.test(text)) return text;
  return text.normalize("NFKD").replace(unwritten, "").normalize("NFC");
}

/** A word as it is compared: lower case, in plain letters. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  return isPlain.test(lower) ? lower : lower.replace(special, (letter) => plain[letter] ?? letter);
}

/** "München" -> "Muenchen"; undefined where nothing can be spelled out. */
export function spellOut(text: string): string | undefined {
  if (isPlain.test(text)) return undefined;
  const composed = text.normalize("NFC");
  const spelled = composed.replace(/[äöüåø]/giu, (letter) => {
    const letters = spelledOut[letter.toLowerCase()] ?? letter;
    return letter === letter.toLowerCase() ? letters : letters.charAt(0).toUpperCase() + letters.slice(1);
  });
  return spelled === composed ? undefined : spelled;
}
