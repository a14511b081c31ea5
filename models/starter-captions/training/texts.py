"""Which words the captioner learns to say, and of which photographs."""

import json
import random
import re
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "starter" / "training"))

from photographs import Photograph, read_photographs, split

__all__ = ["Photograph", "parts_of", "read_photographs", "read_scenes", "sentences_of"]
LONGEST_WORDS = 18
"""What is said after the first so many words of a sentence is not learnt: half a sentence is worse than none."""
OTHERS_KEPT_BACK = 300
OPENINGS = re.compile(
    r"^(?:(?:this|the|an?) )?(?:image|photo|photograph|picture|figure|illustration|close[- ]up photo(?:graph)?)s?"
    r"(?: [a-z]| \(?[a-z]\)?)? (?:shows?|depicts?|of|is of|features?)(?: that)? ",
    re.IGNORECASE,
)
NOT_OF_A_PHOTOGRAPH = re.compile(
    r"\b(?:chart|graph|diagram|map|table|screenshot|logo|drawing|illustration|cartoon|painting|poster|figure|image|"
    r"photo [a-z]|part \(?[a-z]\)?|labeled|labelled|micrograph|equation|screen shot)\b",
    re.IGNORECASE,
)


def sentence_of(text: str) -> str | None:
    """One plain sentence in lower case without its full stop; None for what is no description of a photograph."""
    text = OPENINGS.sub("", re.sub(r"\s+", " ", text).strip())
    text = re.split(r"(?<=[.!?;])\s", text)[0].strip(" .!?;,\"'")
    words = text.split(" ")
    is_named = any(word[:1].isupper() for word in words[1:])
    if NOT_OF_A_PHOTOGRAPH.search(text) or not 3 <= len(words) <= LONGEST_WORDS or is_named:
        return None
    text = re.sub(r"\s+([,.'’])", r"\1", text.lower().replace("’", "'"))
    return None if re.search(r"[^a-z0-9 ,.'&-]", text) else text


SCENES_KEPT_BACK = 100


def read_scenes(directory: Path) -> list[dict]:
    """Of `models/starter/training/make-scenes.ts`: {path, captions}."""
    return [json.loads(line) for line in (directory / "scenes.jsonl").read_text("utf-8").splitlines()]


def sentences_of_scene(scene: dict) -> list[str]:
    """Those that begin with what is shown, as people's do."""
    return [text for text in scene["captions"] if not re.match(r"(?:in|at|on|among|a photo of|picture of)\b", text)]


def with_article(name: str) -> str:
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name.lower()}"


def sentences_of(photo: Photograph) -> list[str]:
    if photo.captions:
        return [sentence for text in photo.captions if (sentence := sentence_of(text))]
    if photo.source == "grocery":
        return [f"a close up of {photo.labels[1].lower()}"] if len(photo.labels) > 1 else []
    return [f"a close up of {with_article(photo.labels[0])}"] if photo.labels else []


def parts_of(photographs: list[Photograph]) -> tuple[dict[int, list[str]], dict[str, list[int]]]:
    """What is learnt: sentences by photograph; and what is kept back: photographs that have people's sentences."""
    starter = split(photographs, free_only=False)
    others = [
        index for index in starter.training if photographs[index].source in ("openstax", "free") and sentences_of(photographs[index])
    ]
    random.Random(12).shuffle(others)
    kept_back = {"flickr": starter.flickr, "coco": starter.coco, "others": others[:OTHERS_KEPT_BACK]}
    without = set(kept_back["others"])
    learnt = {index: sentences_of(photographs[index]) for index in starter.training if index not in without}
    return {index: sentences for index, sentences in learnt.items() if sentences}, kept_back
