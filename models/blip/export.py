"""
Makes a captioner that Shoebox imports (`shoebox captions import DIR`, or the Models screen) of weights that somebody
published for transformers' `BlipForConditionalGeneration`, such as Salesforce/blip-image-captioning-base:

    python export.py WEIGHTS DIR [--int8] [--no-cache] [--prompt "a picture of"]

WEIGHTS is a folder as `save_pretrained` leaves it, or a name on the hub. DIR becomes

    vision_model.onnx        pixel_values -> keys and values of the picture for each layer of the decoder, made once
    text_decoder.onnx        the tokens so far, their keys and values -> scores of the next token
    tokenizer.json           as tokenizers reads it
    config.json              tokens that begin, end and pad; preprocessor_config.json: how pictures become pixels
    generation_config.json   how a caption is written

At the end both files write of random pictures under ONNX Runtime what transformers writes, token for token, or the
difference is told: int8 is not exact.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from blip_onnx import export, layers_of
from transformers import AutoImageProcessor, AutoTokenizer, BlipForConditionalGeneration

sys.path.append(str(Path(__file__).resolve().parent.parent / "starter" / "training"))

from quantise import quantise_weights

ONNX_FILES = ["vision_model.onnx", "text_decoder.onnx"]
RULES = dict(max_length=20, min_length=5, num_beams=3, prompt="a picture of")
"""Of BLIP's configs/caption_coco.yaml (https://github.com/salesforce/BLIP)."""
MEAN, STANDARD_DEVIATION = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]
PICTURES = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--int8", action="store_true", help="a quarter of the size, of nearly the same weights")
    parser.add_argument("--no-cache", action="store_true", help="a decoder that is given the whole sentence each time")
    parser.add_argument("--prompt", default=RULES["prompt"], help="what every caption begins with, unsaid")
    options = parser.parse_args()
    export(load(options.weights), options.directory, has_cache=not options.no_cache)
    if options.int8:
        for name in ONNX_FILES:
            path = str(options.directory / name)
            onnx.save(quantise_weights(onnx.load(path)), path)
    # Read again: while files are made small there is no room for it.
    blip = load(options.weights)
    write_configuration(blip, options)
    compared = [compare(blip, options.directory, seed) for seed in range(PICTURES)]
    right, difference = sum(same for same, _ in compared), max(difference for _, difference in compared)
    print(f"{right} of {PICTURES} random pictures get the same tokens as from transformers;", end=" ")
    print(f"no token is likelier or less likely by more than {difference:.2g}.")
    if right < PICTURES and not options.int8:
        sys.exit("The export is not what was exported.")


def load(weights: str) -> BlipForConditionalGeneration:
    return BlipForConditionalGeneration.from_pretrained(weights).eval()


def write_configuration(blip: BlipForConditionalGeneration, options: argparse.Namespace) -> None:
    directory = options.directory
    text = blip.config.text_config
    tokens = {name: getattr(text, name) for name in ("bos_token_id", "sep_token_id", "pad_token_id")}
    write_json(directory / "config.json", dict(model_type="blip", text_config=tokens))
    rules = {**RULES, "prompt": options.prompt, "max_length": min(RULES["max_length"], text.max_position_embeddings)}
    write_json(directory / "generation_config.json", rules)
    tokenizer = AutoTokenizer.from_pretrained(options.weights)
    tokenizer.backend_tokenizer.save(str(directory / "tokenizer.json"))
    write_json(directory / "preprocessor_config.json", picture_rules(options.weights, blip.config.vision_config.image_size))


def picture_rules(weights: str, side: int) -> dict:
    """Those of the weights; BLIP's own where they come without."""
    try:
        given = AutoImageProcessor.from_pretrained(weights).to_dict()
    except OSError:
        return dict(size=dict(height=side, width=side), image_mean=MEAN, image_std=STANDARD_DEVIATION)
    names = ("do_rescale", "rescale_factor", "do_normalize", "image_mean", "image_std")
    size = {edge: given["size"][edge] for edge in ("height", "width")}
    return dict(size=size, resample=int(given["resample"]), **{name: given[name] for name in names})


def write_json(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n")


def compare(blip: BlipForConditionalGeneration, directory: Path, seed: int) -> tuple[bool, float]:
    """
    Has the files score, token after token, what transformers wrote of a random picture.

    @returns whether they would have written the same, and the largest difference of a probability
    """
    side, text = blip.config.vision_config.image_size, blip.config.text_config
    pixels = torch.randn(1, 3, side, side, generator=torch.Generator().manual_seed(seed))
    most = min(RULES["max_length"], text.max_position_embeddings)
    with torch.no_grad():
        tokens = blip.generate(pixels, do_sample=False, num_beams=1, max_length=most)
        seen = blip.vision_model(pixels)[0]
        wanted = blip.text_decoder(tokens[:, :-1], encoder_hidden_states=seen).logits[0].softmax(-1).numpy()
    found = np.stack(list(scores_of(blip, directory, pixels.numpy(), tokens[0, :-1].tolist())))
    return bool((found.argmax(-1) == tokens[0, 1:].numpy()).all()), float(np.abs(found - wanted).max())


def scores_of(blip: BlipForConditionalGeneration, directory: Path, pixels: np.ndarray, tokens: list[int]):
    """Probabilities of the token after each of these."""
    vision, decoder = (onnxruntime.InferenceSession(str(directory / name)) for name in ONNX_FILES)
    names = [one.name.replace("last_hidden_state", "encoder_hidden_states") for one in vision.get_outputs()]
    seen = dict(zip(names, vision.run(None, {"pixel_values": pixels}), strict=True))
    past = empty_past(blip, decoder)
    for place in range(len(tokens)):
        given = tokens[place : place + 1] if past else tokens[: place + 1]
        logits, *present = decoder.run(None, {"input_ids": np.array([given], np.int64), **past, **seen})
        past = dict(zip(past, present, strict=True))
        powers = np.exp(logits[0, -1] - logits[0, -1].max())
        yield powers / powers.sum()


def empty_past(blip: BlipForConditionalGeneration, decoder: onnxruntime.InferenceSession) -> dict[str, np.ndarray]:
    own = layers_of(blip)[0].attention.self
    nothing = np.zeros((1, own.num_attention_heads, 0, own.attention_head_size), np.float32)
    return {one.name: nothing for one in decoder.get_inputs() if one.name.startswith("past_key_values.")}


if __name__ == "__main__":
    main()
