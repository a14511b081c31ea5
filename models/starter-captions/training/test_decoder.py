"""The packed form of training gives what transformers' own decoder gives.   python test_decoder.py"""

import torch
from decoder import Bridge, begin_decoder, logits_of_packed
from vocabulary import DEC

decoder = begin_decoder([*range(200), None]).eval()
seen = Bridge(1.0)(torch.rand(2, 81, 1280), torch.nn.functional.normalize(torch.randn(2, 384), dim=1))
first, second = torch.tensor([[DEC, 7, 9, 11]] * 2), torch.tensor([[DEC, 20, 21]] * 2)
packed = torch.cat([first, second], 1)
positions = torch.tensor([[0, 1, 2, 3, 0, 1, 2]] * 2)
caption = torch.tensor([[0, 0, 0, 0, 1, 1, 1]] * 2)
with torch.no_grad():
    ours = logits_of_packed(decoder, packed, positions, caption, seen)
    theirs = torch.cat([decoder(one, encoder_hidden_states=seen).logits for one in (first, second)], 1)
difference = (ours - theirs).abs().max().item()
print("largest difference", difference)
assert difference < 1e-3
