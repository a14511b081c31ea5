import { randomFrom } from "../../../src/demo/random.ts";
import { box, dot, frame, line, text, textTo } from "./svg.ts";
import type { Template } from "./templates.ts";
import { amount, date, digits, person, rows, word, words } from "./words.ts";

/** Every line is another one. */
export const statement: Template = {
  name: "statement",
  width: 1240,
  height: 1754,
  draw: (random) =>
    box(0, 0, 1240, 130, "#1d6b52") +
    text(80, 86, 40, "Northern Savings", { colour: "white", isBold: true }) +
    text(80, 240, 24, `Statement ${random.whole(1, 12)}/20${random.whole(10, 24)}`, { isBold: true }) +
    rows(24, (at) => {
      const y = 320 + at * 54;
      return (
        text(80, y, 15, date(random)) +
        text(260, y, 15, words(random, 3)) +
        textTo(1160, y, 15, `${random.chance(0.5) ? "-" : ""}${amount(random)}`) +
        line(80, y + 16, 1160, y + 16, "#ddd")
      );
    }),
};

/** The same questions: only the crosses differ. */
export const questionnaire: Template = {
  name: "questionnaire",
  width: 1240,
  height: 1754,
  draw: (random) => {
    const form = randomFrom("questions");
    return (
      text(80, 110, 32, "Questions to parents", { isBold: true }) +
      rows(26, (at) => {
        const y = 190 + at * 56;
        const crossed = random.whole(0, 4);
        const boxes = rows(5, (column) => {
          const x = 850 + column * 64;
          const cross = `<path d="M${x + 3} ${y - 24}l24 24m0 -24l-24 24" stroke="#113a9c" stroke-width="3"/>`;
          return frame(x, y - 27, 30, 30, "#222", 2) + (column === crossed ? cross : "");
        });
        return text(80, y, 16, `${at + 1}. ${words(form, 4)}`) + boxes;
      })
    );
  },
};

/** A card of a few entries; most lines stay empty. */
export const vaccination: Template = {
  name: "vaccination",
  width: 1100,
  height: 780,
  draw: (random) =>
    box(0, 0, 1100, 780, "#f6f0c8") +
    text(50, 70, 30, "Record of vaccinations", { isBold: true, colour: "#5a4a12" }) +
    text(50, 130, 18, "Name", { colour: "#776622" }) +
    text(180, 130, 24, person(random), { colour: "#1b2d74", slant: 12 }) +
    rows(12, (at) => line(40, 190 + at * 48, 1060, 190 + at * 48, "#bba95c", 2)) +
    rows(5, (at) => line(40 + at * 255, 190, 40 + at * 255, 718, "#bba95c", 2)) +
    rows(4, (at) => {
      const y = 224 + at * 48;
      return (
        text(52, y, 20, date(random), { colour: "#1b2d74", slant: 12 }) +
        text(306, y, 20, word(random), { colour: "#1b2d74", slant: 12 }) +
        text(560, y, 20, digits(random, 7), { colour: "#333" })
      );
    }),
};

/** One traveller's many flights: gate, seat and number differ, nothing else. */
export const boardingPass: Template = {
  name: "boarding-pass",
  width: 1200,
  height: 560,
  draw: (random) => {
    const [seat, gate, number] = [
      `${random.whole(1, 38)}${random.pick([..."ABCDEF"])}`,
      `${random.pick([..."ABC"])}${random.whole(1, 60)}`,
      digits(random, 3),
    ];
    return (
      box(0, 0, 1200, 90, "#c8102e") +
      text(40, 62, 34, "Boarding pass", { colour: "white", isBold: true }) +
      text(40, 150, 14, "Passenger", { colour: "#777" }) +
      text(40, 196, 26, "Greta Olsen") +
      text(40, 260, 14, "From", { colour: "#777" }) +
      text(40, 306, 26, "Hamburg") +
      text(340, 260, 14, "To", { colour: "#777" }) +
      text(340, 306, 26, "Lisbon") +
      text(40, 380, 14, "Flight", { colour: "#777" }) +
      text(40, 426, 26, `SX ${number}`) +
      text(340, 380, 14, "Gate", { colour: "#777" }) +
      text(340, 426, 26, gate) +
      text(620, 380, 14, "Seat", { colour: "#777" }) +
      text(620, 426, 26, seat, { isBold: true }) +
      line(860, 90, 860, 560, "#aaa", 3) +
      text(900, 196, 22, "Greta Olsen") +
      text(900, 306, 22, "Hamburg - Lisbon") +
      text(900, 426, 22, seat)
    );
  },
};

/** Seat and code differ. */
export const concertTicket: Template = {
  name: "concert-ticket",
  width: 1000,
  height: 440,
  draw: (random) =>
    box(0, 0, 1000, 440, "#20242e") +
    text(50, 90, 40, "Summer at the harbour", { colour: "#ffd166", isBold: true }) +
    text(50, 160, 22, "14.08.2023  20:00  Main stage", { colour: "white" }) +
    text(50, 260, 20, `Row ${random.whole(1, 40)}  Seat ${random.whole(1, 60)}`, { colour: "white" }) +
    text(50, 330, 16, `No. ${digits(random, 9)}`, { colour: "#aab" }) +
    box(720, 90, 250, 250, "white") +
    rows(21, (row) =>
      rows(21, (column) =>
        random.chance(0.5) ? box(740 + column * 10, 110 + row * 10, 10, 10, "black") : "",
      ),
    ),
};

/** A letter in fine print: salutation, a paragraph and the sum differ. */
export const letter: Template = {
  name: "letter",
  width: 1240,
  height: 1754,
  draw: (random) => {
    const form = randomFrom("letter");
    const addressee = person(random);
    const paragraph = (y: number, from: typeof random) =>
      rows(6, (at) => text(120, y + at * 34, 14, words(from, 8)));
    return (
      text(120, 120, 26, "Falk and Moser", { isBold: true, colour: "#333" }) +
      text(120, 152, 12, "Lawyers since 1952", { colour: "#666" }) +
      dot(1080, 110, 46, "#8a1c1c") +
      text(120, 330, 16, addressee) +
      text(120, 360, 16, `${word(form)} street 12`) +
      text(120, 520, 17, `Dear ${addressee},`) +
      paragraph(580, form) +
      paragraph(820, random) +
      paragraph(1060, form) +
      text(120, 1330, 16, `The sum of ${amount(random)} is due on ${date(random)}.`) +
      text(120, 1480, 22, "H. Moser", { slant: 25, colour: "#1b2d74" })
    );
  },
};
