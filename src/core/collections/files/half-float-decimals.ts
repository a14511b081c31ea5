/**
 * Digits that tell all half floats apart: their significand has 11 bits, and 1 + ceil(11 log10 2) decimals carry those
 * there and back (Matula 1968, "In-and-out conversions").
 */
const digits = 5;

let decimals: string[] | undefined;

/** Every half float there is as JSON, by its 16 bits: a table, for a library's vectors are tens of millions of numbers. */
function table(): string[] {
  decimals ??= Array.from(
    new Float16Array(Uint16Array.from({ length: 65_536 }, (_, bits) => bits).buffer),
    (value) => String(Number(value.toPrecision(digits))),
  );
  return decimals;
}

/** A vector that was kept in 16 bits a number, as a JSON array that reads back as the same 16 bits. */
export function halfFloatsAsJson(vector: Float32Array): string {
  const known = table();
  const bits = new Uint16Array(new Float16Array(vector).buffer);
  let json = "[";
  for (let index = 0; index < bits.length; index++)
    json += `${index === 0 ? "" : ","}${known[bits[index] as number]}`;
  return `${json}]`;
}
