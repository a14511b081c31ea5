"""
Writes transformers' `BlipForConditionalGeneration` as the ONNX files that Shoebox's `blip` captioners are:

    vision_model.onnx   pixel_values -> cross.N.key, cross.N.value: of the picture, for layer N of the decoder, made once
    text_decoder.onnx   input_ids, past_key_values.N.key|value, cross.N.key|value -> logits, present.N.key|value

or, without a cache, `last_hidden_state` of the one and `encoder_hidden_states` of the other, the whole sentence each time.
"""

import math
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from transformers import BlipForConditionalGeneration

OPSET = 18


def layers_of(blip: BlipForConditionalGeneration):
    return blip.text_decoder.bert.encoder.layer


def split(values: torch.Tensor, attention: nn.Module) -> torch.Tensor:
    """[batch, tokens, heads * size] -> [batch, heads, tokens, size]"""
    shape = (values.shape[0], values.shape[1], attention.num_attention_heads, attention.attention_head_size)
    return values.view(shape).transpose(1, 2)


class Vision(nn.Module):
    def __init__(self, blip: BlipForConditionalGeneration, has_cache: bool) -> None:
        super().__init__()
        self.blip, self.has_cache = blip, has_cache

    def forward(self, pixel_values):
        seen = self.blip.vision_model(pixel_values=pixel_values)[0]
        if not self.has_cache:
            return seen
        crosses = [layer.crossattention.self for layer in layers_of(self.blip)]
        return tuple(split(part(seen), cross) for cross in crosses for part in (cross.key, cross.value))


class Decoder(nn.Module):
    """The same arithmetic as `BlipTextLMHeadModel`, with keys and values that come in from outside."""

    def __init__(self, blip: BlipForConditionalGeneration, has_cache: bool) -> None:
        super().__init__()
        self.blip, self.has_cache = blip, has_cache

    def forward(self, input_ids, *states):
        bert = self.blip.text_decoder.bert
        count = len(layers_of(self.blip))
        past = states[: 2 * count] if self.has_cache else ()
        cross = states[2 * count :] if self.has_cache else self.keys_and_values(states[0])
        before = past[0].shape[2] if self.has_cache else 0
        steps = torch.arange(before + input_ids.shape[1])
        words = bert.embeddings.word_embeddings(input_ids)
        positions = bert.embeddings.position_embeddings(steps[before:])
        hidden = bert.embeddings.LayerNorm(words + positions[None])
        hides = torch.where(steps[None, :] > steps[before:][:, None], torch.finfo(torch.float32).min, 0.0)
        presents = []
        for number, layer in enumerate(layers_of(self.blip)):
            own = layer.attention.self
            key, value = split(own.key(hidden), own), split(own.value(hidden), own)
            if self.has_cache:
                key, value = (torch.cat(pair, 2) for pair in zip(past[2 * number :][:2], (key, value), strict=True))
            presents += [key, value]
            hidden = attend(layer.attention, hidden, key, value, hides)
            hidden = attend(layer.crossattention, hidden, *cross[2 * number :][:2], None)
            hidden = layer.output(layer.intermediate(hidden), hidden)
        logits = self.blip.text_decoder.cls(hidden)
        return (logits, *presents) if self.has_cache else logits

    def keys_and_values(self, seen):
        crosses = [layer.crossattention.self for layer in layers_of(self.blip)]
        return [split(part(seen), cross) for cross in crosses for part in (cross.key, cross.value)]


def attend(attention: nn.Module, hidden, key, value, hides):
    own = attention.self
    scores = torch.matmul(split(own.query(hidden), own), key.transpose(-1, -2)) / math.sqrt(own.attention_head_size)
    weights = torch.softmax(scores if hides is None else scores + hides, -1)
    context = torch.matmul(weights, value).transpose(1, 2)
    return attention.output(context.flatten(2), hidden)


def pairs(name: str, count: int) -> list[str]:
    return [f"{name}.{number}.{part}" for number in range(count) for part in ("key", "value")]


def export(blip: BlipForConditionalGeneration, directory: Path, has_cache: bool, is_small: bool = False) -> None:
    """@param is_small weights of matrices as int8: of a model whose weights are such already (`round_to_int8`)"""
    directory.mkdir(parents=True, exist_ok=True)
    blip = blip.eval()
    side, count = blip.config.vision_config.image_size, len(layers_of(blip))
    pixels = torch.randn(2, 3, side, side)
    vision = Vision(blip, has_cache).eval()
    seen = vision(pixels)
    outputs = pairs("cross", count) if has_cache else ["last_hidden_state"]
    axes = {name: {0: "batch"} for name in ["pixel_values", *outputs]}
    write(vision, (pixels,), directory / "vision_model.onnx", ["pixel_values"], outputs, axes, is_small)
    own = layers_of(blip)[0].attention.self
    past = [torch.randn(2, own.num_attention_heads, 3, own.attention_head_size) for _ in range(2 * count)]
    states = (*past, *seen) if has_cache else (seen,)
    pasts, presents = (pairs(name, count) if has_cache else [] for name in ("past_key_values", "present"))
    inputs = ["input_ids", *pasts, *(outputs if has_cache else ["encoder_hidden_states"])]
    axes = {name: {0: "batch"} for name in inputs} | {"input_ids": {0: "batch", 1: "length"}, "logits": {0: "batch", 1: "length"}}
    axes |= {name: {0: "batch", 2: "before"} for name in pasts} | {name: {0: "batch", 2: "after"} for name in presents}
    example = (torch.tensor([[1, 2, 3], [2, 3, 4]]), *states)
    write(Decoder(blip, has_cache).eval(), example, directory / "text_decoder.onnx", inputs, ["logits", *presents], axes, is_small)


def write(module, example, path: Path, inputs, outputs, axes, is_small: bool) -> None:
    with torch.no_grad(), tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(
            module, example, str(raw), input_names=inputs, output_names=outputs, dynamic_axes=axes, opset_version=OPSET,
            dynamo=False,
        )  # fmt: skip
        model = onnx.load(str(raw))
    if is_small:
        store_as_int8(model)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def int8_of(matrix: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """
    @returns int8, and one scale for each index along the axis, of few enough bits that what int8 said once it says again
    """
    others = tuple(other for other in range(matrix.ndim) if other != axis)
    mantissas, exponents = np.frexp(np.maximum(np.abs(matrix).max(axis=others, keepdims=True) / 127, 1e-8))
    scales = np.ldexp(np.ceil(mantissas * 4096) / 4096, exponents).astype(np.float32)
    return np.round(matrix / scales).astype(np.int8), scales


def round_to_int8(blip: BlipForConditionalGeneration) -> None:
    """Every matrix becomes what int8 can say, row by row: the files then hold the very same numbers in a quarter of the room."""
    with torch.no_grad():
        for parameter in blip.parameters():
            if parameter.ndim > 1 and parameter.numel() > 1000:
                quarters, scales = int8_of(parameter.numpy(), 0)
                parameter.copy_(torch.from_numpy(quarters.astype(np.float32) * scales))


def store_as_int8(model: onnx.ModelProto) -> None:
    nodes, kept = [], []
    for one in model.graph.initializer:
        matrix = numpy_helper.to_array(one)
        axis = exact_axis(matrix) if matrix.dtype == np.float32 and matrix.size > 1000 and matrix.ndim > 1 else None
        if axis is None:
            kept.append(one)
            continue
        quarters, scales = int8_of(matrix, axis)
        kept += [numpy_helper.from_array(quarters, f"{one.name}_int8"), numpy_helper.from_array(scales, f"{one.name}_scale")]
        # ONNX Runtime makes floats of them while it loads. Of a DequantizeLinear it would make a product of int8, which
        # rounds what goes in too.
        nodes += [
            helper.make_node("Cast", [f"{one.name}_int8"], [f"{one.name}_whole"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{one.name}_whole", f"{one.name}_scale"], [one.name]),
        ]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    rest = list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend([*nodes, *rest])


def exact_axis(matrix: np.ndarray) -> int | None:
    """Along which int8 says exactly what is there: exporting turns matrices round."""
    for axis in (0, matrix.ndim - 1):
        quarters, scales = int8_of(matrix, axis)
        if np.array_equal(quarters.astype(np.float32) * scales, matrix):
            return axis
    return None
