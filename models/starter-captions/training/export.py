"""
Writes what ships: the image tower with the bridge and the decoder's keys and values of the picture, and the decoder, with
weights as int8 as the starter's are; compares with PyTorch.

    python export.py --photographs DIR --work DIR --out ..
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from decoder import HIDDEN, MOST_TOKENS, load
from grid import CELLS, EMBEDDING, EMBEDDING_TENSOR, FEATURES, GRID_TENSOR, with_grid
from onnx import TensorProto, helper, numpy_helper
from nouns import things_in
from scores import captions_of
from texts import parts_of, read_photographs
from tokenizers import Tokenizer
from torch import nn
from vocabulary import DEC, SEP

sys.path.append(str(Path(__file__).resolve().parents[2] / "starter" / "training"))

from quantise import gather_int8, quantise_weights

OPSET = 17
SMALLEST_TENSOR = 4096
BEAMS, MOST, LEAST = 3, 22, 5


class PictureSide(nn.Module):
    """Grid and embedding -> each layer's keys and values of the picture, float32 [batch, heads, 82, size]."""

    def __init__(self, bridge, decoder) -> None:
        super().__init__()
        self.bridge = bridge
        self.layers = nn.ModuleList(layer.crossattention.self for layer in decoder.bert.encoder.layer)

    def forward(self, grid: torch.Tensor, embedding: torch.Tensor):
        seen = self.bridge(grid, embedding)
        return tuple(_heads(part(seen), own) for own in self.layers for part in (own.key, own.value))


class TextSide(nn.Module):
    """
    Tokens -> logits of the next ones.

    @param kept for each layer keys and values of the tokens before, float32 [batch, heads, past, size], then of the picture
    """

    def __init__(self, decoder) -> None:
        super().__init__()
        self.decoder = decoder
        self.layers = len(decoder.bert.encoder.layer)

    def forward(self, input_ids: torch.Tensor, *kept: torch.Tensor):
        past, cross = kept[: 2 * self.layers], kept[2 * self.layers :]
        embeddings = self.decoder.bert.embeddings
        before, length = past[0].shape[2], input_ids.shape[1]
        positions = torch.arange(length) + before
        hidden = embeddings.LayerNorm(embeddings.word_embeddings(input_ids) + embeddings.position_embeddings(positions))
        is_hidden = torch.arange(before + length)[None, :] > positions[:, None]
        mask = is_hidden.float() * -1e9
        present = []
        for number, layer in enumerate(self.decoder.bert.encoder.layer):
            own = layer.attention.self
            keys, values = (
                torch.cat([past[2 * number + side], _heads(part(hidden), own)], 2)
                for side, part in enumerate((own.key, own.value))
            )
            present += [keys, values]
            hidden = layer.attention.output(_attended(own, hidden, keys, values, mask), hidden)
            of_picture = layer.crossattention
            seen = _attended(of_picture.self, hidden, cross[2 * number], cross[2 * number + 1], None)
            hidden = of_picture.output(seen, hidden)
            hidden = layer.output(layer.intermediate(hidden), hidden)
        return self.decoder.cls(hidden), *present


def _heads(values: torch.Tensor, own) -> torch.Tensor:
    return values.unflatten(-1, (own.num_attention_heads, own.attention_head_size)).transpose(1, 2)


def _attended(own, hidden, keys, values, mask) -> torch.Tensor:
    scores = _heads(own.query(hidden), own) @ keys.transpose(-1, -2) / own.attention_head_size**0.5
    weights = (scores if mask is None else scores + mask).softmax(-1)
    return (weights @ values).transpose(1, 2).flatten(2)


def layer_names(prefix: str, layers: int) -> list[str]:
    return [f"{prefix}.{number}.{part}" for number in range(layers) for part in ("key", "value")]


def export_picture_side(bridge, decoder, work: Path, path: Path) -> None:
    side = PictureSide(bridge, decoder).eval()
    outputs = layer_names("cross", len(side.layers))
    batch = {0: "batch_size"}
    torch.onnx.export(
        side, (torch.rand(2, CELLS, FEATURES), torch.rand(2, EMBEDDING)), str(path),
        input_names=["grid", "embedding"], output_names=outputs,
        dynamic_axes={name: batch for name in ("grid", "embedding", *outputs)}, opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    tower = int8_einsums(onnx.load(with_grid(work / "grid.onnx")))
    bridge_part = onnx.compose.add_prefix(quantise_weights(onnx.load(path)), "bridge/", rename_inputs=False, rename_outputs=False)
    bridge_part.ir_version = tower.ir_version
    joined = onnx.compose.merge_models(
        tower, bridge_part, io_map=[(GRID_TENSOR, "grid"), (EMBEDDING_TENSOR, "embedding")], outputs=outputs
    )
    onnx.save(joined, path)


def int8_einsums(model: onnx.ModelProto) -> onnx.ModelProto:
    """The tower's attention has its weights in Einsum, which `quantise_weights` leaves alone."""
    graph = model.graph
    used = {name for node in graph.node for name in node.input}
    unused = {tensor.name for tensor in graph.initializer} - used
    large = [
        tensor for tensor in graph.initializer
        if tensor.name in used and tensor.data_type == TensorProto.FLOAT and len(tensor.dims) > 1 and np.prod(tensor.dims) >= SMALLEST_TENSOR
    ]  # fmt: skip
    tensors = [part for tensor in large for part in int8_rows(numpy_helper.to_array(tensor), tensor.name)]
    nodes = [node for tensor in large for node in scaled(tensor.name)]
    replace_initializers(graph, unused | {tensor.name for tensor in large}, tensors)
    for node in reversed(nodes):
        graph.node.insert(0, node)
    onnx.checker.check_model(model)
    return model


def export_text_side(decoder, path: Path) -> None:
    side = TextSide(decoder).eval()
    heads, size = decoder.config.num_attention_heads, HIDDEN // decoder.config.num_attention_heads
    past, present, cross = (layer_names(prefix, side.layers) for prefix in ("past_key_values", "present", "cross"))
    kept = [torch.rand(2, heads, 3, size) for _ in past] + [torch.rand(2, heads, CELLS + 1, size) for _ in cross]
    axes = {"input_ids": {0: "batch_size", 1: "length"}, "logits": {0: "batch_size", 1: "length"}}
    axes |= {name: {0: "batch_size", 2: "past"} for name in past} | {name: {0: "batch_size"} for name in cross}
    axes |= {name: {0: "batch_size", 2: "past_and_length"} for name in present}
    torch.onnx.export(
        side, (torch.tensor([[DEC, 7], [DEC, 9]]), *kept), str(path), input_names=["input_ids", *past, *cross],
        output_names=["logits", *present], dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    onnx.save(quantise_weights(share_table(onnx.load(path))), path)


def share_table(model: onnx.ModelProto) -> onnx.ModelProto:
    """What is gathered from when tokens come in is multiplied with when logits go out: one table of int8, not two."""
    graph = model.graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    table = next(name for name in arrays if name.endswith("word_embeddings.weight"))
    same = [name for name, values in arrays.items() if values.shape == arrays[table].shape[::-1] and np.array_equal(values, arrays[table].T)]
    for node in graph.node:
        node.input[:] = [f"{table}.transposed" if name in same else name for name in node.input]
    replace_initializers(graph, {table, *same}, int8_rows(arrays[table], table))
    gather_int8(graph, table, [node for node in graph.node if node.op_type == "Gather" and node.input[0] == table])
    for node in reversed([*scaled(table), helper.make_node("Transpose", [table], [f"{table}.transposed"], perm=[1, 0])]):
        graph.node.insert(0, node)
    return model


def int8_rows(values: np.ndarray, name: str) -> list[onnx.TensorProto]:
    """One scale for each step of the first axis."""
    scale = np.maximum(np.abs(values).max(axis=tuple(range(1, values.ndim)), keepdims=True), 1e-12) / 127
    integers = np.rint(values / scale).clip(-127, 127).astype(np.int8)
    return [numpy_helper.from_array(integers, f"{name}.int8"), numpy_helper.from_array(scale.astype(np.float32), f"{name}.scale")]


def scaled(name: str) -> list[onnx.NodeProto]:
    cast = helper.make_node("Cast", [f"{name}.int8"], [f"{name}.float"], to=TensorProto.FLOAT)
    return [cast, helper.make_node("Mul", [f"{name}.float", f"{name}.scale"], [name])]


def replace_initializers(graph: onnx.GraphProto, gone: set[str], tensors: list[onnx.TensorProto]) -> None:
    kept = [tensor for tensor in graph.initializer if tensor.name not in gone]
    del graph.initializer[:]
    graph.initializer.extend([*kept, *tensors])


def greedy(vision, text, pixels: np.ndarray) -> list[list[int]]:
    """As the app writes with one beam, for the comparison."""
    names = [output.name for output in vision.get_outputs()]
    cross = dict(zip(names, vision.run(None, {"pixel_values": pixels}), strict=True))
    batch, heads, _, size = next(iter(cross.values())).shape
    past = {one.name: np.zeros((batch, heads, 0, size), np.float32) for one in text.get_inputs() if one.name.startswith("past")}
    ids = np.full((batch, 1), DEC, np.int64)
    last, is_over = ids, np.zeros(batch, bool)
    while ids.shape[1] < MOST and not is_over.all():
        logits, *present = text.run(None, {"input_ids": last, **past, **cross})
        past = dict(zip(past, present, strict=True))
        scores = logits[:, -1]
        if ids.shape[1] < LEAST:
            scores[:, SEP] = -np.inf
        last = np.where(is_over, 0, scores.argmax(-1)).astype(np.int64)[:, None]
        ids = np.concatenate([ids, last], 1)
        is_over |= last[:, 0] == SEP
    return [row.tolist() for row in ids]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("photographs", "work", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    onnx_directory = options.out / "onnx"
    onnx_directory.mkdir(parents=True, exist_ok=True)
    bridge, decoder = load(options.work / "captioner.pt")
    vision_file, text_file = onnx_directory / "vision_model.onnx", onnx_directory / "text_decoder.onnx"
    with torch.no_grad():
        export_picture_side(bridge, decoder, options.work, vision_file)
        export_text_side(decoder, text_file)
    shutil.copy(options.work / "tokenizer.json", options.out / "tokenizer.json")
    things = [number for word, number in tokens_of(options.out / "tokenizer.json").items() if is_thing(word)]
    (options.out / "things.json").write_text(json.dumps(sorted(things), separators=(",", ":")) + "\n", "utf-8")
    write_config(options.out, decoder)
    check(options, bridge, decoder, vision_file, text_file)


def is_thing(token: str) -> bool:
    return not token.startswith("##") and bool(things_in(token))


def tokens_of(tokenizer: Path) -> dict[str, int]:
    return json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"]


def write_config(out: Path, decoder) -> None:
    preprocessor = json.loads((out.resolve().parent / "starter" / "preprocessor_config.json").read_text("utf-8"))
    text = decoder.config.to_diff_dict()
    config = {"model_type": "blip", "text_config": text, "vision_config": {"model_type": "efficientnet", "image_size": 272}}
    for name, value in (("preprocessor_config.json", preprocessor), ("config.json", config)):
        (out / name).write_text(json.dumps(value, indent=2) + "\n", "utf-8")


def check(options, bridge, decoder, vision_file: Path, text_file: Path) -> None:
    from pictures import Pictures, pixel_values

    photographs = read_photographs(options.photographs)
    indices = parts_of(photographs)[1]["flickr"][:96]
    tokenizer = Tokenizer.from_file(str(options.out / "tokenizer.json"))
    vision, text = (onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"]) for file in (vision_file, text_file))
    said = []
    for start in range(0, len(indices), 16):
        pictures = Pictures([photographs[index].path for index in indices[start : start + 16]], view=0)
        said += greedy(vision, text, pixel_values(torch.stack(list(pictures))).contiguous().numpy())
    ours = tokenizer.decode_batch(said, skip_special_tokens=True)
    theirs = captions_of(options.work, bridge, decoder, tokenizer, indices, least=LEAST)
    same = sum(one == other for one, other in zip(ours, theirs, strict=True))
    sizes = {file.name: round(file.stat().st_size / 1e6, 2) for file in (vision_file, text_file)}
    print(f"{same} of {len(indices)} sentences are those of the float weights", sizes)
    for one, other in list(zip(ours, theirs, strict=True))[:8]:
        print(f"  {one!r}  {other!r}")


if __name__ == "__main__":
    main()
