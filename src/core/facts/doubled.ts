type Column = Uint8Array | Int8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/** The same with twice the room. */
export function doubled<Array extends Column>(column: Array): Array {
  const larger = new (column.constructor as new (length: number) => Array)(column.length * 2);
  larger.set(column);
  return larger;
}
