import type { FileWindow } from "./file-window.ts";

/** A field of a message: where its contents lie; of a number also what it is. */
export interface MessageField {
  number: number;
  start: number;
  end: number;
  value: number | undefined;
}

/** Names and the like; what is longer is none. */
const longestTextBytes = 64 * 1024;

/**
 * The fields of a message in Protocol Buffers' wire format, one after the other; contents are stepped over.
 * Source: protobuf.dev, "Encoding".
 * @throws RangeError for what is no such message or ends too early
 */
export function* fieldsOf(
  source: FileWindow,
  { start, end }: { start: number; end: number },
): Generator<MessageField> {
  let offset = start;
  while (offset < end) {
    const tag = varintAt(source, offset);
    const field = fieldAt(source, tag.value, tag.end);
    if (field.number === 0 || field.end > end) throw new RangeError(`There is no field at byte ${offset}.`);
    yield field;
    offset = field.end;
  }
}

/** UTF-8; "" where there is no field. */
export function textOf(source: FileWindow, field: MessageField | undefined): string {
  if (!field) return "";
  if (field.end - field.start > longestTextBytes) throw new RangeError("A name is too long to be one.");
  return source.bytes(field.start, field.end).toString("utf8");
}

/** The lower three bits of a tag say how long the field is: a varint, 8 bytes, as many as it says, 4 bytes. */
function fieldAt(source: FileWindow, tag: number, start: number): MessageField {
  const number = Math.floor(tag / 8);
  switch (tag % 8) {
    case 0:
      return { number, start, ...varintAt(source, start) };
    case 1:
      return { number, start, end: start + 8, value: undefined };
    case 2: {
      const length = varintAt(source, start);
      return { number, start: length.end, end: length.end + length.value, value: undefined };
    }
    case 5:
      return { number, start, end: start + 4, value: undefined };
    default:
      throw new RangeError(`There is no field at byte ${start}.`);
  }
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function varintAt(source: FileWindow, start: number): { value: number; end: number } {
  let value = 0;
  for (let index = 0; index < 10; index++) {
    const byte = source.byteAt(start + index);
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, end: start + index + 1 };
  }
  throw new RangeError(`There is no number at byte ${start}.`);
}
