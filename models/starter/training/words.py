"""What is said of a picture in training: one text for each time it is looked at."""

import random
import re

from class_names import ClassName
from photographs import Photograph

TEMPLATES = ["{}", "{}", "a photo of {}", "a picture of {}", "a close-up of {}", "{} in the picture"]
SMALL_WORDS = set("a an the is are of and with in on at his her their to by for from while as through that".split())


def with_article(name: str) -> str:
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def class_text(name: ClassName) -> str:
    """A synonym, or what kind of thing it is, alone or in a phrase."""
    if random.random() < 0.75 or not name.kinds:
        word = random.choice(name.names)
    else:
        word = random.choice(random.choice(name.kinds))
    if name.kinds and random.random() < 0.15:
        return f"{word}, {with_article(name.kinds[0][0])}"
    return _bare_or_in_a_phrase(word)


def photograph_text(photo: Photograph, class_name: ClassName | None) -> str:
    if class_name:
        return class_text(class_name)
    if photo.captions and (not photo.labels or random.random() < 0.85):
        return _sometimes_as_typed(random.choice(photo.captions))
    if len(photo.labels) > 1 and photo.captions:
        return " and ".join(random.sample(photo.labels, min(len(photo.labels), random.randint(1, 3))))
    return _bare_or_in_a_phrase(random.choice(photo.labels))


def _bare_or_in_a_phrase(word: str) -> str:
    return word if random.random() < 0.5 else random.choice(TEMPLATES).format(with_article(word))


def _sometimes_as_typed(caption: str) -> str:
    """People type "dog beach evening" where a caption says "a dog on the beach in the evening"."""
    if random.random() < 0.12:
        words = [word for word in re.findall(r"[\w'-]+", caption) if word.lower() not in SMALL_WORDS]
        if len(words) > 2:
            return " ".join(words)
    return caption
