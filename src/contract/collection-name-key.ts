/**
 * The same for names that differ by case only, in all alphabets: "STRASSE" and "Straße", "ΟΔΟΣ" and "οδός" but for the
 * accent. Lower case first, since a capital sharp s has no upper case of its own; upper case folds the small letters that
 * have two forms. Blanks of any width and number are one.
 */
export function nameKeyOf(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/gu, " ").toLowerCase().toUpperCase().normalize("NFC");
}
