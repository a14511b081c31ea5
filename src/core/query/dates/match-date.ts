import { type CalendarDate, daysAfter, firstDayOf, lastDayIn, partsOf, today, yearOf } from "./calendar.ts";
import {
  beginningOf,
  boundedBy,
  endOf,
  exactDate,
  monthsWhen,
  sameYear,
  whenInYear,
  yearIn,
} from "./date-points.ts";
import type { DateToken } from "./date-tokens.ts";
import {
  afterWords,
  andWords,
  articles,
  beforeWords,
  betweenWords,
  lastWords,
  ofWords,
  orWords,
  prepositions,
  sinceWords,
  thisWords,
  timePrepositions,
  untilWords,
} from "./date-words.ts";
import { isSurelyMonth, monthNumberOf, monthWord } from "./month-names.ts";
import { monthsTime, type NamedTime, namedTimes } from "./named-times.ts";
import type { When } from "./when.ts";

export interface DateReading {
  now: Date;
  /** Nothing else was meant: it is the value of a filter. */
  isSurelyDate: boolean;
  /** Of the photos of the library. */
  years?: { first: number; last: number } | undefined;
}

/** A date that begins with a token, and how many tokens it takes. */
export interface DateMatch {
  when: When;
  count: number;
}

/**
 * What no library of dates knows: seasons, feasts, months of any year, decades, years, and what is before, after or between
 * them. In a description only what can hardly be meant otherwise: "march" alone or "in march", not "the march".
 */
export function matchDate(
  tokens: readonly DateToken[],
  at: number,
  reading: DateReading,
): DateMatch | undefined {
  return new Matcher(tokens, at, reading).match();
}

type Point = { when: When; next: number };

class Matcher {
  readonly #tokens: readonly DateToken[];
  readonly #start: number;
  readonly #reading: DateReading;

  constructor(tokens: readonly DateToken[], start: number, reading: DateReading) {
    this.#tokens = tokens;
    this.#start = start;
    this.#reading = reading;
  }

  match(): DateMatch | undefined {
    const point = this.#between() ?? this.#bounded() ?? this.#introduced();
    return point && { when: point.when, count: point.next - this.#start };
  }

  /** A comma ends what belongs together, but before a year. */
  #word(at: number): string {
    const isCut = at > this.#start && this.#tokens[at - 1]?.isLast && !yearIn(this.#tokens[at]?.word ?? "");
    return isCut ? "" : (this.#tokens[at]?.word ?? "");
  }

  /** "from june to august 2019", "between 2015 and 2018", "2015 - 2018", "2015-2018" */
  #between(): Point | undefined {
    const hasWord = betweenWords.has(this.#word(this.#start));
    const dashed = /^(\d{4})[-–](\d{4})$/.exec(this.#word(this.#start + (hasWord ? 1 : 0)));
    if (dashed) {
      const [from, to] = [yearIn(dashed[1] ?? ""), yearIn(dashed[2] ?? "")];
      const next = this.#start + (hasWord ? 2 : 1);
      return from !== undefined && to !== undefined && from < to
        ? { when: { kind: "span", from: yearOf(from), to: yearOf(to) }, next }
        : undefined;
    }
    const first = this.#start + (hasWord ? 1 : 0);
    const month = monthNumberOf(this.#word(first));
    const left = this.#dated(first);
    const joint = left?.next ?? (month === undefined ? undefined : first + 1);
    if (joint === undefined || !andWords.has(this.#word(joint))) return undefined;
    const right = this.#dated(joint + 1);
    if (!right) return month !== undefined && hasWord ? this.#monthsBetween(month, joint + 1) : undefined;
    const to = endOf(right.when);
    const from = left ? beginningOf(left.when) : sameYear(month ?? 1, to);
    if (from === undefined || to === undefined || from > to) return undefined;
    return { when: { kind: "span", from, to }, next: right.next };
  }

  /** "from june to august", of any year */
  #monthsBetween(first: number, at: number): Point | undefined {
    const last = monthNumberOf(this.#word(at));
    if (last === undefined) return undefined;
    return { when: monthsWhen(first, last), next: at + 1 };
  }

  /** "since 2015", "before june 2019" */
  #bounded(): Point | undefined {
    const word = this.#word(this.#start);
    const isBound = [sinceWords, afterWords, beforeWords, untilWords].some((bounds) => bounds.has(word));
    if (!isBound) return undefined;
    const point = this.#dated(this.#start + (articles.has(this.#word(this.#start + 1)) ? 2 : 1));
    const when = point && boundedBy(word, point.when);
    return when && { when, next: point.next };
  }

  /** With the words before it that belong to it: "in the summer of 2019". */
  #introduced(): Point | undefined {
    const preposition = this.#word(this.#start);
    const hasPreposition = prepositions.has(preposition);
    const afterPreposition = this.#start + (hasPreposition ? 1 : 0);
    const hasArticle = articles.has(this.#word(afterPreposition));
    const at = afterPreposition + (hasArticle ? 1 : 0);
    const sure = this.#decade(at, hasPreposition || hasArticle) ?? this.#relative(at);
    if (sure) return sure;
    const dated = this.#dated(at);
    if (dated && !(hasArticle && this.#isBareYear(at, dated))) {
      if (!this.#isBareYear(at, dated)) return dated;
      if (this.#isYearMeant(at, timePrepositions.has(preposition))) return dated;
    }
    return this.#recurring(at, { preposition, hasArticle });
  }

  /** A time whose year is said: "2019", "june 2019", "summer of 2019", "2019 christmas", "winter 2019/20" */
  #dated(at: number): Point | undefined {
    const exact = exactDate(this.#word(at));
    if (exact !== undefined) return { when: { kind: "span", from: exact, to: exact }, next: at + 1 };
    const year = yearIn(this.#word(at));
    if (year !== undefined) {
      const named = this.#named(at + 1);
      if (named) return { when: { kind: "named", time: named.time, year }, next: named.next };
      return { when: { kind: "span", from: yearOf(year), to: yearOf(year) }, next: at + 1 };
    }
    const named = this.#named(at) ?? this.#month(at);
    if (!named) return undefined;
    const yearAt = named.next + (ofWords.has(this.#word(named.next)) ? 1 : 0);
    const winter = /^(\d{4})[/–-](?:\d\d)?(\d\d)$/.exec(this.#word(yearAt));
    if (winter && (Number(winter[1]) + 1) % 100 === Number(winter[2]))
      return { when: { kind: "span", ...named.time.beginningIn(Number(winter[1])) }, next: yearAt + 1 };
    const of = yearIn(this.#word(yearAt));
    return of === undefined ? undefined : { when: whenInYear(named.time, of), next: yearAt + 1 };
  }

  #named(at: number): { time: NamedTime; next: number } | undefined {
    for (const count of [3, 2, 1]) {
      const time = namedTimes.get(this.#words(at, count));
      if (time) return { time, next: at + count };
    }
    return undefined;
  }

  /** So many words; "" where they do not belong together. */
  #words(at: number, count: number): string {
    const words = Array.from({ length: count }, (_, index) => this.#word(at + index));
    return words.includes("") ? "" : words.join(" ");
  }

  #month(at: number): { time: NamedTime; next: number } | undefined {
    const month = monthNumberOf(this.#word(at));
    return month === undefined
      ? undefined
      : { time: monthsTime(monthWord(month), month, month), next: at + 1 };
  }

  /** "last summer", "this june" */
  #relative(at: number): Point | undefined {
    const word = this.#word(at);
    const daysBack = daysBackBy.get(this.#words(at, 3)) ?? daysBackBy.get(this.#words(at, 2));
    if (daysBack) {
      const [from, to] = daysBack.days.map((days) => daysAfter(today(this.#reading.now), -days));
      return { when: { kind: "span", ...(from && { from }), ...(to && { to }) }, next: at + daysBack.count };
    }
    if (!lastWords.has(word) && !thisWords.has(word)) return undefined;
    const named = this.#named(at + 1) ?? this.#month(at + 1);
    if (!named) return undefined;
    const day = today(this.#reading.now);
    const [thisYear] = partsOf(day);
    const spans = [thisYear, thisYear - 1, thisYear - 2].map((year) => named.time.beginningIn(year));
    const fits = ({ from, to }: { from: CalendarDate; to: CalendarDate }) =>
      lastWords.has(word) ? lastDayIn(to) < day : firstDayOf(from) <= day && day <= lastDayIn(to);
    const span = spans.find(fits) ?? spans[0];
    return span && { when: { kind: "span", ...span }, next: named.next };
  }

  /** "in the 90s", "1990s", "the 2010s", "90er" */
  #decade(at: number, isIntroduced: boolean): Point | undefined {
    const [, century = "", decade] = /^(18|19|20)?(\d)0(?:s|er|ern)$/.exec(this.#word(at)) ?? [];
    if (decade === undefined) return undefined;
    // "the 90s", "lisbon 1990s", but not "two 1950s cars"
    const isApart = century === "" ? this.#isAll(at, at + 1) : at === 0 || at === this.#tokens.length - 1;
    if (!isIntroduced && !isApart) return undefined;
    const [thisYear] = partsOf(today(this.#reading.now));
    const inThisCentury = 2000 + Number(decade) * 10;
    const first =
      century === ""
        ? inThisCentury > thisYear
          ? inThisCentury - 100
          : inThisCentury
        : Number(century) * 100 + Number(decade) * 10;
    return { when: { kind: "span", from: yearOf(first), to: yearOf(first + 9) }, next: at + 1 };
  }

  /** Of any year: "march", "in june", "from christmas" */
  #recurring(at: number, before: { preposition: string; hasArticle: boolean }): Point | undefined {
    const named = this.#named(at) ?? this.#month(at);
    if (!named) return undefined;
    const point: Point = { when: { kind: "named", time: named.time }, next: named.next };
    if (this.#reading.isSurelyDate) return point;
    const month = monthNumberOf(this.#word(at));
    const isOfDay = /^\d{1,2}(?:st|nd|rd|th)?$/.test(this.#tokens[named.next]?.word ?? "");
    if (month === undefined || before.hasArticle || isOfDay) return undefined;
    if (this.#isAll(this.#start, named.next) || timePrepositions.has(before.preposition)) return point;
    return isSurelyMonth(this.#word(at)) || this.#isOneOfMonths(at) ? point : undefined;
  }

  /** "june or july": beside one that is nothing else the other is a month, too. */
  #isOneOfMonths(at: number): boolean {
    const isMonth = (joint: number, other: number) =>
      orWords.has(this.#tokens[joint]?.word ?? "") && isSurelyMonth(this.#tokens[other]?.word ?? "");
    return isMonth(at + 1, at + 2) || isMonth(at - 1, at - 2);
  }

  #isBareYear(at: number, point: Point): boolean {
    return point.next === at + 1 && yearIn(this.#word(at)) !== undefined;
  }

  /** "2019" is a year where photos were taken then; "2000 people" and "a 1965 mustang" are not. */
  #isYearMeant(at: number, hasPreposition: boolean): boolean {
    const { isSurelyDate, years } = this.#reading;
    if (isSurelyDate || hasPreposition) return true;
    const year = yearIn(this.#word(at)) ?? 0;
    if (!years || year < years.first || year > years.last) return false;
    return year % 100 !== 0 || this.#isAll(at, at + 1);
  }

  #isAll(from: number, to: number): boolean {
    return from === 0 && to === this.#tokens.length;
  }
}

/** How many words they are, and how many days ago they began and ended. */
const daysBackBy: ReadonlyMap<string, { count: number; days: [number, number] }> = new Map([
  ["day before yesterday", { count: 3, days: [2, 2] }],
  ["last night", { count: 2, days: [1, 0] }],
  ["letzte nacht", { count: 2, days: [1, 0] }],
]);
