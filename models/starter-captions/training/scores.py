"""How captions of photographs that were kept back compare with what people wrote of them, in training; `bench captions` is the whole."""

from pathlib import Path

import numpy as np
import torch
from nouns import things_in
from vocabulary import DEC, PAD, SEP

PHOTOGRAPHS = 200
BATCH = 50


@torch.no_grad()
def captions_of(work: Path, bridge, decoder, tokenizer, indices: list[int], beams: int = 1, least: int = 5) -> list[str]:
    bridge.eval(), decoder.eval()
    grids, embeddings = (np.load(work / f"{kind}-0.npy", mmap_mode="r") for kind in ("grid", "embedding"))
    said = []
    for start in range(0, len(indices), BATCH):
        part = indices[start : start + BATCH]
        seen = bridge(*(torch.from_numpy(kind[part].astype(np.float32)) for kind in (grids, embeddings)))
        ids = decoder.generate(
            torch.full((len(part), 1), DEC), encoder_hidden_states=seen, num_beams=beams, do_sample=False,
            max_length=22, min_length=least, eos_token_id=SEP, pad_token_id=PAD, bos_token_id=DEC,
        )  # fmt: skip
        said += tokenizer.decode_batch(ids.tolist(), skip_special_tokens=True)
    return said


def score_kept_back(work, bridge, decoder, tokenizer, photographs, kept_back) -> str:
    told = []
    for name, indices in kept_back.items():
        indices = indices[:PHOTOGRAPHS]
        said = captions_of(work, bridge, decoder, tokenizer, indices)
        named = [
            bool(things_in(text) & set().union(*(things_in(own) for own in photographs[index].captions)))
            for text, index in zip(said, indices, strict=True)
        ]
        told.append(f"{name} {sum(named) / len(named):.3f} e.g. {said[0]!r} {said[7]!r}")
    return " | ".join(told)
