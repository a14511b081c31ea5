"""
Writes the shipped files from a checkpoint, in the layout of a published CLIP for transformers.js.

    python export.py --work DIR --out ..
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from tokenizers import Tokenizer

from model import IMAGE_SIZE, MEAN, STANDARD_DEVIATION, TrainedClip, make_config
from tokenizer import END, START, save_tokenizer

parser = argparse.ArgumentParser()
parser.add_argument("--work", required=True)
parser.add_argument("--out", required=True)
arguments = parser.parse_args()
work, out = Path(arguments.work), Path(arguments.out)
(out / "onnx").mkdir(parents=True, exist_ok=True)

state = torch.load(work / "checkpoint.pt")
tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
patch = state["config"]["vision_config"]["patch_size"]
config = make_config(tokenizer.get_vocab_size(), tokenizer.token_to_id(START), tokenizer.token_to_id(END), patch)
model = TrainedClip(config, len(state["attributes"]))
model.load_state_dict(state["average"])
model.eval()
# Plain attention exports to plain MatMul and Softmax, which ONNX Runtime fuses by itself.
clip = model.clip
clip.set_attn_implementation("eager")


class Vision(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.tower, self.projection = clip.vision_model, clip.visual_projection

    def forward(self, pixel_values):
        return self.projection(self.tower(pixel_values=pixel_values).pooler_output)


class Text(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.tower, self.projection = clip.text_model, clip.text_projection

    def forward(self, input_ids):
        return self.projection(self.tower(input_ids=input_ids).pooler_output)


def export(module, example, path, names, axes):
    input_name, output_name = names
    with torch.no_grad():
        torch.onnx.export(
            module, (example,), str(path), input_names=[input_name], output_names=[output_name],
            dynamic_axes={input_name: axes, output_name: {0: "batch"}}, opset_version=18, dynamo=False,
        )
    onnx.checker.check_model(str(path))
    session = onnxruntime.InferenceSession(str(path))
    # Other sizes than the example's: what was traced must not be baked in.
    for other in (example[:1], torch.cat([example, example])):
        expected = module(other).detach().numpy()
        actual = session.run(None, {input_name: other.numpy()})[0]
        print(path.name, tuple(other.shape), "largest difference", np.abs(expected - actual).max())


pixels = torch.randn(3, 3, IMAGE_SIZE, IMAGE_SIZE)
export(Vision(), pixels, out / "onnx" / "vision_model.onnx", ("pixel_values", "image_embeds"), {0: "batch"})
ids = torch.tensor([tokenizer.encode(text).ids for text in ("a dog by the sea at dusk", "a cat by the sea at dusk")])
export(Text(), ids, out / "onnx" / "text_model.onnx", ("input_ids", "text_embeds"), {0: "batch", 1: "sequence"})
session = onnxruntime.InferenceSession(str(out / "onnx" / "text_model.onnx"))
for text in ("dog", "two red apples and a dog in the living room at night"):
    row = torch.tensor([tokenizer.encode(text).ids])
    difference = np.abs(session.run(None, {"input_ids": row.numpy()})[0] - Text()(row).detach().numpy()).max()
    print("text_model.onnx", tuple(row.shape), "largest difference", difference)

described = config.to_dict()
for unneeded in ("transformers_version", "dtype"):
    described.pop(unneeded, None)
described["architectures"] = ["CLIPModel"]
(out / "config.json").write_text(json.dumps(described, indent=2, sort_keys=True) + "\n")
preprocessor = dict(
    image_processor_type="CLIPImageProcessor", do_convert_rgb=True, do_resize=True, size={"shortest_edge": IMAGE_SIZE},
    resample=3, do_center_crop=True, crop_size={"height": IMAGE_SIZE, "width": IMAGE_SIZE}, do_rescale=True,
    rescale_factor=1 / 255, do_normalize=True, image_mean=MEAN, image_std=STANDARD_DEVIATION,
)
(out / "preprocessor_config.json").write_text(json.dumps(preprocessor, indent=2) + "\n")
save_tokenizer(tokenizer, out)

print(round(sum(f.stat().st_size for f in out.rglob("*.onnx")) / 1e6, 2), "MB of weights,", "step", state["step"], round(state["spent"] / 60), "minutes")
