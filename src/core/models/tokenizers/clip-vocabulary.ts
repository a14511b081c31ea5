const start = "<|startoftext|>";
const end = "<|endoftext|>";
/** As many merges as CLIP uses of the list, which goes on after them: 49,152 tokens but for bytes and the two ends. */
const mostMerges = 49_152 - 256 - 2;

/**
 * A tokenizer.json's contents out of CLIP's merges, one a line after a heading: `merges.txt`, and what OpenAI's CLIP and
 * open_clip ship in its place, `bpe_simple_vocab_16e6.txt`. Ids follow from their order.
 * Source: openai/CLIP, clip/simple_tokenizer.py; its normalising and splitting as transformers' CLIPTokenizer has them.
 */
export function clipTokenizerOf(list: string): object {
  const [, ...lines] = list.split("\n");
  const merges = lines.filter((line) => /^\S+ \S+$/.test(line)).slice(0, mostMerges);
  if (merges.length === 0) throw new Error("The vocabulary names no merges.");
  const letters = byteLetters();
  const words = [
    ...letters,
    ...letters.map((letter) => `${letter}</w>`),
    ...merges.map((merge) => merge.replace(" ", "")),
    start,
    end,
  ];
  const idOf = (word: string) => words.indexOf(word);
  return {
    added_tokens: [start, end].map((content) => ({ id: idOf(content), content, special: true })),
    normalizer: {
      type: "Sequence",
      normalizers: [
        { type: "NFC" },
        { type: "Replace", pattern: { Regex: "\\s+" }, content: " " },
        { type: "Lowercase" },
      ],
    },
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [
        { type: "Split", pattern: { Regex: wordPattern }, behavior: "Removed", invert: true },
        { type: "ByteLevel", add_prefix_space: false, use_regex: true },
      ],
    },
    post_processor: {
      type: "RobertaProcessing",
      sep: [end, idOf(end)],
      cls: [start, idOf(start)],
      add_prefix_space: false,
      trim_offsets: false,
    },
    model: {
      type: "BPE",
      unk_token: end,
      continuing_subword_prefix: "",
      end_of_word_suffix: "</w>",
      fuse_unk: false,
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
      merges: merges.map((merge) => merge.split(" ")),
    },
    decoder: { type: "ByteLevel" },
  };
}

const wordPattern =
  "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

/** A letter for each byte: printable ones stand for themselves and come first, the others lie above U+00FF. */
function byteLetters(): string[] {
  const isPrintable = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const printable = bytes.filter(isPrintable).map((byte) => String.fromCharCode(byte));
  const others = bytes
    .filter((byte) => !isPrintable(byte))
    .map((_, index) => String.fromCharCode(256 + index));
  return [...printable, ...others];
}
