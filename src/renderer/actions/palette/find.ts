/** Folded, so that "uber" finds "Über". */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

const wordsOf = (text: string) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** What a word of the query is worth where it begins a word of the name, stands in one, or is spread over it. */
const worth = { whole: 4, beginning: 3, inside: 2, spread: 1 };

/**
 * How well a name fits what was typed: each word must be found in it, in any order; 0 where one is not. Higher is better,
 * and what stands at the beginning counts a little more.
 */
export function fitness(typed: string, name: string): number {
  const wanted = wordsOf(typed);
  // Nothing but signs, as emoji are: taken as they are.
  if (wanted.length === 0) return folded(name).includes(folded(typed).trim()) ? 1 : 0;
  const names = wordsOf(name);
  let sum = 0;
  for (const word of wanted) {
    const best = Math.max(0, ...names.map((each, at) => fitnessOf(word, each) - at / 100));
    if (best <= 0) return isSpread(wanted.join(""), names) ? worth.spread : 0;
    sum += best;
  }
  const [whole, phrase] = [names.join(" "), wanted.join(" ")];
  const inOrder = whole === phrase ? 1 : whole.startsWith(phrase) ? 0.5 : 0;
  return sum / wanted.length + inOrder;
}

function fitnessOf(word: string, name: string): number {
  if (name === word) return worth.whole;
  if (name.startsWith(word)) return worth.beginning;
  return name.includes(word) && word.length > 1 ? worth.inside : 0;
}

/** Whether the letters are beginnings of words, one after the other: "fsp" or "findsim" for "Find similar photos". */
function isSpread(letters: string, names: readonly string[]): boolean {
  if (letters === "") return true;
  return names.some((name, at) => {
    for (let length = Math.min(name.length, letters.length); length > 0; length--) {
      if (name.startsWith(letters.slice(0, length)) && isSpread(letters.slice(length), names.slice(at + 1))) {
        return true;
      }
    }
    return false;
  });
}
