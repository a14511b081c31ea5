"""
Writes what the calibration is learnt from in words: queries.json and texts.npy (float32 [texts, 384], as the shipped text
tower embeds them). Scenes' truth is known; of a photograph a word is true that one of its captions has.

    python calibration_texts.py --photographs DIR --vocabulary vocabulary.json --work DIR
"""

import argparse
import collections
import json
import re
from pathlib import Path

import numpy as np
import onnxruntime
from photographs import read_photographs
from tokenizers import Tokenizer
from words import SMALL_WORDS, with_article

MODEL = Path(__file__).resolve().parent.parent
LEAST_PHOTOGRAPHS = {1: 4, 2: 12}
"""How many photographs' captions must have a word, or two in a row."""


def vocabulary_queries(vocabulary: dict) -> list[dict]:
    """Each word of the drawn scenes, in several forms, with the kinds, places or lights it stands for."""
    kinds, plural = collections.defaultdict(set), {}
    names = {kind["name"] for kind in vocabulary["kinds"]}
    for kind in vocabulary["kinds"]:
        for one, many in [[kind["name"], kind["plural"]], *kind["synonyms"], *kind["hypernyms"]]:
            kinds[one].add(kind["name"])
            plural[one] = many
    queries = []
    for word, of in kinds.items():
        # Kinds whose name holds the word without being filed under it are neither right nor wrong.
        unsure = [name for name in names - of if re.search(rf"\b{re.escape(word)}\b", name)]
        forms = {word, with_article(word), plural[word], f"a photo of {with_article(word)}", f"photo of {plural[word]}"}
        queries += [{"text": text, "word": word, "kinds": sorted(of), "unsure": unsure} for text in sorted(forms)]
    for field in ("places", "lights"):
        for name, one in vocabulary[field].items():
            queries += [{"text": text, "word": text, field[:-1]: name} for text in one["phrases"] + one["words"]]
    return queries


def words_of(texts: list[str]) -> set[str]:
    found = set()
    for text in texts:
        tokens = re.findall(r"[a-z][a-z'-]+", text.lower())
        found |= {token for token in tokens if token not in SMALL_WORDS}
        found |= {f"{a} {b}" for a, b in zip(tokens, tokens[1:]) if not {a, b} & SMALL_WORDS}
    return found


def embed(texts: list[str]) -> np.ndarray:
    session = onnxruntime.InferenceSession(MODEL / "onnx/text_model.onnx", providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.enable_truncation(32)
    tokenizer.enable_padding()
    rows = np.zeros((len(texts), 384), np.float32)
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    for start in range(0, len(order), 64):
        places = order[start : start + 64]
        encoded = tokenizer.encode_batch([texts[place].lower() for place in places])
        ids = np.array([one.ids for one in encoded], np.int64)
        mask = np.array([one.attention_mask for one in encoded], np.int64)
        rows[places] = session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("photographs", "vocabulary", "work"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    photographs = read_photographs(options.photographs)
    said = [words_of(photo.captions + photo.labels) for photo in photographs]
    counts = collections.Counter(word for words in said for word in words)
    words = [word for word, count in counts.items() if count >= LEAST_PHOTOGRAPHS[1 + word.count(" ")]]
    queries = vocabulary_queries(json.loads(options.vocabulary.read_text("utf-8")))
    texts: dict[str, int] = {}
    number = lambda text: texts.setdefault(text, len(texts))  # noqa: E731
    for query in queries:
        query["number"] = number(query["text"])
    photo_words = [{"word": word, "number": number(word), "photographs": counts[word]} for word in words]
    captions = [[number(caption) for caption in photo.captions] for photo in photographs]
    kept = set(words)
    said_of = [sorted(found & kept) for found in said]
    content = {"scenes": queries, "words": photo_words, "captions": captions, "said": said_of}
    (options.work / "queries.json").write_text(json.dumps(content), "utf-8")
    np.save(options.work / "texts.npy", embed(list(texts)))


if __name__ == "__main__":
    main()
