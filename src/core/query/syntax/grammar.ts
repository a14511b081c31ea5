/**
 * The query language, in EBNF (ISO/IEC 14977). This is the one place where it is written down; `parse.ts` follows it rule
 * by rule, `print.ts` writes it, and docs/query-language.md shows it.
 *
 * Nothing that is typed is outside of it: what is no filter, phrase or exclusion is a word.
 */
export const grammar = `
query     = { space } , { term , { space } } ;
term      = [ minus ] , ( filter | phrase | word ) ;

filter    = name , ":" , [ value , { pipe , [ value ] | or , value } ] , [ { space } , distance ] ;
phrase    = quoted , { pipe , quoted } ;
word      = character , { character } ;

name      = letter , { letter | "-" } ;
value     = quoted | bare ;
quoted    = quote , { any character but quote | quote , quote } , ( quote | end of the text ) ;
bare      = ( character - ( quote | "|" ) ) , { character - "|" } ;
pipe      = { space } , "|" , { space } ;
or        = space , { space } , ( "or" | "oder" ) , space , { space } , name , ":" ;
distance  = digit , { digit } , [ ( "." | "," ) , digit , { digit } ] , [ space ] , ( "km" | "m" | "mi" ) ;

minus     = "-" ;
quote     = '"' ;
letter    = "a" | ... | "z" | "A" | ... | "Z" ;
digit     = "0" | ... | "9" ;
character = any character but space ;
`;

/*
 * What the rules cannot say:
 * - A name makes a filter where it is one of the filters, or has two letters or more and a value right behind its colon
 *   that begins with none of / \ : ("http://x", "C:\photos", "12:30" and ":-)" are words).
 * - Only `near` has a distance.
 * - A minus excludes where a letter, a digit, a symbol such as an emoji or a quotation mark follows it; any other ("-",
 *   "--", "->") is a character of a word, as is one inside of a word ("t-shirt").
 * - A quotation mark opens where a term or a value begins; inside of a word it is a character (5" screen). Typographic ones
 *   do the same: “a”, „a“, «a», »a«.
 * - A pipe with space behind it joins only what is no filter of another name, and "or" only filters of the same name.
 */

/** Marks of writing direction come with text that was pasted. */
const space = /[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const everySpace = new RegExp(space, "g");

/** Between terms. */
export const isSpace = (character: string | undefined) => character !== undefined && space.test(character);

/** Of the same length, with none but plain spaces. */
export const withPlainSpaces = (text: string) => text.replace(everySpace, " ");

/** The hyphen, and what keyboards and text fields make of it. */
export const isMinus = (character: string | undefined) =>
  character === "-" || character === "\u2212" || character === "\u2013";

/** What a minus can exclude begins with it. */
export const beginsExcluded = /[\p{L}\p{M}\p{N}\p{So}\p{Emoji_Presentation}#@"“„”«»]/uy;

/** What opens a quotation, and what closes it. */
export const closersOf: Readonly<Record<string, string>> = {
  '"': '"',
  "“": '”"',
  "„": '“”"',
  "”": '”"',
  "«": "»",
  "»": "«",
};

export const nameAndColon = /([A-Za-z][A-Za-z-]*):/y;

export const distanceShape = /\d+(?:[.,]\d+)? ?(?:km|mi|m)(?=[\s"]|$)/iy;

export const orBetween = /(?<=\S)\s+(?:or|oder)\s+/iy;

/** Of addresses that have no slash behind their colon. */
export const schemes: ReadonlySet<string> = new Set(["http", "https", "mailto", "tel", "data", "urn"]);

/** A name that has to be followed by something that makes it a filter, for there is no such filter. */
export const afterUnknownName = /[^\s/\\:|]/y;
