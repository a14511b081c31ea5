"""
Writes what ships: both towers as ONNX with int8 weights, the tokenizer, configs in transformers.js' layout; checks them
against PyTorch.

    python export.py --photographs DIR --work DIR --out DIR [--towers towers-polished.pt]
"""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from photographs import read_photographs, split
from pictures import SIDE_PIXELS, Pictures, pixel_values
from quantise import quantise_weights
from towers import CONTEXT_TOKENS, DIMENSIONS, MINILM, ImageTower, TextTower, load_tokenizer, tokens_of
from torch import nn

OPSET = 17
LEAST_MEAN_COSINE = 0.99
CHECKED_PICTURES = 64
CLASS_SHARE = 1.2
"""How much the classifier says of a picture's vector. Training, which sees few class names beside captions, ends at 0.77:
class names among the kept-back photographs are found in the first 5 in 0.78 of cases then, 0.82 with this, captions alike."""
TEXTS = ["a dog on the beach", "two people riding bicycles", "pineapple", "a snowy mountain at dusk", ""]


class TextOutput(nn.Module):
    def __init__(self, texts: TextTower) -> None:
        super().__init__()
        self.texts = texts

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.texts(input_ids, attention_mask)


def load_towers(file: Path) -> tuple[ImageTower, TextTower]:
    saved = torch.load(file)
    images = ImageTower(torch.zeros(1000, DIMENSIONS), saved["feature_scale"])
    images.load_state_dict(saved["images"])
    texts = TextTower()
    texts.load_state_dict(saved["texts"])
    return images.eval(), texts.eval()


def export(module: nn.Module, inputs: dict[str, torch.Tensor], output: str, dynamic: dict, file: Path) -> None:
    torch.onnx.export(
        module, tuple(inputs.values()), file, opset_version=OPSET, dynamo=False,
        input_names=list(inputs), output_names=[output], dynamic_axes=dynamic,
    )  # fmt: skip
    onnx.save(quantise_weights(onnx.load(file)), file)


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return (left * right).sum(1) / np.linalg.norm(left, axis=1) / np.linalg.norm(right, axis=1)


def session(file: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photographs", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--towers", default="towers-polished.pt")
    options = parser.parse_args()
    images, texts = load_towers(options.work / options.towers)
    images.class_share.data.fill_(CLASS_SHARE)
    onnx_directory = options.out / "onnx"
    onnx_directory.mkdir(parents=True, exist_ok=True)
    photographs = read_photographs(options.photographs)
    kept_back = [photographs[index].path for index in split(photographs, free_only=False).flickr[:CHECKED_PICTURES]]
    pixels = pixel_values(torch.stack(list(Pictures(kept_back, view=0)))).contiguous()
    tokens = tokens_of(load_tokenizer(), TEXTS)
    vision_file, text_file = onnx_directory / "vision_model.onnx", onnx_directory / "text_model.onnx"
    batch_only = {0: "batch_size"}
    names = {"pixel_values": batch_only, "image_embeds": batch_only}
    export(images.to(memory_format=torch.contiguous_format), {"pixel_values": pixels}, "image_embeds", names, vision_file)
    batch_and_length = {0: "batch_size", 1: "sequence_length"}
    names = {"input_ids": batch_and_length, "attention_mask": batch_and_length, "text_embeds": batch_only}
    export(TextOutput(texts).eval(), tokens, "text_embeds", names, text_file)
    with torch.no_grad():
        image_cosines = cosines(session(vision_file).run(None, {"pixel_values": pixels.numpy()})[0], images(pixels).numpy())
        feeds = {name: values.numpy() for name, values in tokens.items()}
        text_cosines = cosines(session(text_file).run(None, feeds)[0], texts(**tokens).numpy())
    print("mean cosine to float32 in PyTorch: images", image_cosines.mean(), "texts", text_cosines.mean())
    if min(image_cosines.mean(), text_cosines.mean()) < LEAST_MEAN_COSINE:
        raise SystemExit("int8 weights change what the towers say by too much")
    write_configs(options.out)


def write_configs(out: Path) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(Path(MINILM) / name, out / name)
    # Lengths are the app's affair: the file as it came pads every text to 128 tokens.
    tokenizer = json.loads((out / "tokenizer.json").read_text("utf-8"))
    tokenizer.update(padding=None, truncation=None)
    (out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), "utf-8")
    preprocessor = {
        "do_resize": True, "size": {"height": SIDE_PIXELS, "width": SIDE_PIXELS}, "resample": 3, "do_center_crop": False,
        "do_rescale": True, "rescale_factor": 1 / 255, "do_normalize": True,
        "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5],
    }  # fmt: skip
    config = {
        "model_type": "vision-text-dual-encoder", "projection_dim": DIMENSIONS,
        "text_config": {"model_type": "bert", "max_position_embeddings": CONTEXT_TOKENS},
        "vision_config": {"model_type": "efficientnet", "image_size": SIDE_PIXELS},
    }  # fmt: skip
    for name, value in (("preprocessor_config.json", preprocessor), ("config.json", config)):
        (out / name).write_text(json.dumps(value, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
