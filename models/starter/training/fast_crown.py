"""
The crown of the backbone as matrix products alone, for training on a processor: channels first, [channels, batch x cells],
so that nothing is laid out anew between layers. PyTorch's own depthwise convolutions take five times as long there, mostly
backwards. Same parameters, same numbers.
"""

import torch
from backbone import BLOCK_COUNT, CROWN_SIDE, FIRST_TRAINED_BLOCK, TRUNK_SHAPE
from torch import nn
from torch.nn import functional


class FastCrown:
    def __init__(self, net: nn.Module) -> None:
        self.net = net
        self.blocks = net._blocks[FIRST_TRAINED_BLOCK:BLOCK_COUNT]
        sides = [TRUNK_SHAPE[0]] + [CROWN_SIDE] * (len(self.blocks) - 1)
        self.taps = [taps_of(block._depthwise_conv, side) for block, side in zip(self.blocks, sides, strict=True)]

    def __call__(self, values: torch.Tensor) -> torch.Tensor:
        """[batch, 120, 17, 17] -> [batch, 1280, 81]"""
        batch = values.shape[0]
        rows = values.permute(1, 0, 2, 3).reshape(values.shape[1], -1)
        for number, (block, taps) in enumerate(zip(self.blocks, self.taps, strict=True)):
            # The first is the largest and changes least: it stays as it is.
            with torch.set_grad_enabled(torch.is_grad_enabled() and number > 0):
                rows = self._block(block, taps, rows, batch)
        rows = functional.relu6(_pointwise(self.net._conv_head, rows))
        return rows.view(rows.shape[0], batch, -1).permute(1, 0, 2)

    def _block(self, block: nn.Module, taps: torch.Tensor, rows: torch.Tensor, batch: int) -> torch.Tensor:
        wide = functional.relu6(_pointwise(block._expand_conv, rows))
        convolution = block._depthwise_conv
        channels = wide.shape[0]
        weights = convolution.weight.flatten(1).to(wide.dtype)
        matrices = (weights @ taps.flatten(1).to(wide.dtype)).view(channels, *taps.shape[1:])
        grids = torch.baddbmm(
            convolution.bias.to(wide.dtype)[:, None, None], wide.view(channels, batch, -1), matrices
        )
        narrow = _pointwise(block._project_conv, functional.relu6(grids).view(channels, -1))
        return narrow + rows if narrow.shape == rows.shape and block._block_args.stride in (1, [1]) else narrow


def _pointwise(convolution: nn.Conv2d, rows: torch.Tensor) -> torch.Tensor:
    return torch.addmm(convolution.bias[:, None].to(rows.dtype), convolution.weight.flatten(1).to(rows.dtype), rows)


def taps_of(convolution: nn.Conv2d, side: int) -> torch.Tensor:
    """float32 [taps, cells in, cells out]: 1 where a tap of the kernel takes a cell that comes in to one that goes out."""
    size, stride = convolution.kernel_size[0], convolution.stride[0]
    numbered = torch.arange(1, side * side + 1, dtype=torch.float32).view(1, 1, side, side)
    sources = functional.unfold(convolution.static_padding(numbered), size, stride=stride)[0].long()
    taps = torch.zeros(size * size, side * side + 1, sources.shape[1])
    taps.scatter_(1, sources[:, None, :], 1.0)
    return taps[:, 1:]
