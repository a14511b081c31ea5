/** Words that say what is not meant, and where that ends; folded, in English and a few of its neighbours. */
const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

export const negators = words(
  "without w/o no not except excluding ohne kein keine keinen keiner nicht ausser sans senza zonder sem",
);

/** Before one of them they belong to it: "but no people", "with no people". */
export const beforeNegators = words("but and with aber und mit");

/** Between what is excluded: "without people or cars". */
export const joints = words("and or nor und oder noch et ou e o en of &");

/** They may as well go on with what is meant: "no shirt and a hat". */
export const looseJoints = words("and und et e en &");

/** Say nothing of what is excluded: "without any people". */
export const determiners = words(
  "a an any the some visible for his her their my your our its ein eine einen einem einer der die das den dem un une le la les una uno il een",
);

/** After "not" they lead to what is excluded: "not in lisbon". */
export const leadingPrepositions = words("in at on from with of im in an am auf mit von");

/** End what is excluded, beside the words of `stopWords`: "without people near the boat". */
export const ends = words(
  "who that which while when where near behind over next around above below under between during through against " +
    "is are was were but has have as like beside along across inside outside toward towards plays climbs stands sits runs rides " +
    "jumps walks poses lies lays holds looks shows can could will",
);

/** "no one", "not yet", "no parking": nothing is excluded. */
export const afterNo = words(
  "one longer matter doubt way entry exit trespassing access idea problem more less bad better wonder",
);
export const afterNot = words(
  "only yet quite so very far too much many sure always all even really just enough long that the allowed able to",
);

/** "does not wear", "are not seen": something is said of what is there. */
export const beforeNot = words(
  "do does did is are am was were be been being can could has have had will would should may might must if or whether",
);

/** Of a sign these are the words on it: "no dogs sign". */
export const signs = words("sign signs signage symbol");

/** Things, unlike most words with such an end: "no smoking" is written on a sign. */
export const thingsInIng = words(
  "building painting wedding clothing ring king wing swing ceiling string railing spring lettering writing lighting",
);
