import { readingsOf, tokensOf } from "./pieces.ts";
import { asBeginning, type Phrase, type QueryTerm } from "./query-terms.ts";
import type { WrittenText } from "./written-text.ts";

/** Of a long text only the sentence with the word is shown, and no more of it than this. */
const longestShown = 160;

/** Which of a photo's texts a query was found in: one for each of its words, the first of them that has it. */
export function matchedTexts(texts: readonly WrittenText[], terms: readonly QueryTerm[]): WrittenText[] {
  const read = texts.map((text) => ({ text, readings: readingsOf(text.text).map(tokensOf) }));
  const telling = terms.filter(({ isStopWord }) => !isStopWord);
  const found = (telling.length > 0 ? telling : terms).flatMap((term, index, all) => {
    const loose = index === all.length - 1 ? asBeginning(term) : term;
    const has = read.find(({ readings }) => isIn(readings, term));
    const hasLoosely = has ?? read.find(({ readings }) => isIn(readings, loose) || hasPart(readings, term));
    return hasLoosely ? [excerpt(hasLoosely.text, loose)] : [];
  });
  const seen = new Set<string>();
  return found.filter(({ signal, text }) => {
    const key = `${signal}:${text}`;
    return !seen.has(key) && seen.add(key);
  });
}

function isIn(readings: readonly (readonly string[])[], { forms }: QueryTerm): boolean {
  return forms.some((phrases) =>
    phrases.every((phrase) => readings.some((tokens) => holdsPhrase(tokens, phrase))),
  );
}

function holdsPhrase(tokens: readonly string[], { tokens: wanted, isPrefix }: Phrase): boolean {
  const last = wanted.length - 1;
  return tokens.some((_, start) =>
    wanted.every((word, index) =>
      isPrefix && index === last ? tokens[start + index]?.startsWith(word) : tokens[start + index] === word,
    ),
  );
}

function hasPart(readings: readonly (readonly string[])[], { part }: QueryTerm): boolean {
  return part !== undefined && readings.some((tokens) => tokens.some((token) => token.includes(part)));
}

function excerpt({ signal, text }: WrittenText, term: QueryTerm): WrittenText {
  if (text.length <= longestShown) return { signal, text };
  const sentences = text.split(/(?<=[.!?。！？])\s*|\n+/u).filter((sentence) => sentence.trim() !== "");
  const holding = sentences.find((sentence) => {
    const readings = readingsOf(sentence).map(tokensOf);
    return isIn(readings, term) || hasPart(readings, term);
  });
  const shown = (holding ?? text).trim();
  return { signal, text: shown.length <= longestShown ? shown : `${shown.slice(0, longestShown).trim()}…` };
}
