"""A garble model of a toy language, with the interface of the real one, made in a moment.

The language has one text, `TEXT`, and a sentence is in order when each of its words that the
language knows follows the one that it follows there. All other words are neutral. So every break
is known, and what the model ought to say of any order of the words.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

onnx = pytest.importorskip("onnx")

TEXT = (
    "the council voted on tuesday to build a second bridge over river elm because old one is too "
    "narrow for trams and cyclists"
)
KNOWN = TEXT.split()
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
BREAK, WHOLE = 6.0, -6.0
"""Log odds of a token at which the sentence breaks, and of one at which it does not."""
REPORT = 0.0
TEMPERATURE = 2.0


def write(folder: Path, *, report: float = REPORT, max_length: int = 160) -> Path:
    """Write the three files of the model into `folder`; returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    network = _network().SerializeToString()
    (folder / "garble.onnx").write_bytes(network)
    (folder / "garble-tokenizer.json").write_text(_tokenizer(), encoding="utf-8")
    facts = {
        "thresholds": {"report": report, "sure": report + 3.0},
        "temperature": TEMPERATURE,
        "max_length": max_length,
        "sha256": hashlib.sha256(network).hexdigest(),
    }
    (folder / "garble.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder


def _tokenizer() -> str:
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer
    from tokenizers.processors import BertProcessing

    words = dict.fromkeys([*SPECIAL, *KNOWN])
    vocabulary = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer.to_str()


def _network() -> onnx.ModelProto:
    """Breaks are tokens of the text whose number is not one more than that of the one before.

    The log odds of the sentence are `WHOLE` and twice `BREAK` for each break.
    """
    from onnx import TensorProto, helper

    def constant(name: str, kind: int, values: list[float], shape: tuple[int, ...] = ()) -> object:
        return helper.make_tensor(name, kind, shape, values)

    known = len(SPECIAL)
    constants = [
        constant("zero", TensorProto.INT64, [0], (1,)),
        constant("one", TensorProto.INT64, [1], (1,)),
        constant("minus_one", TensorProto.INT64, [-1], (1,)),
        constant("axis", TensorProto.INT64, [1], (1,)),
        constant("known", TensorProto.INT64, [known]),
        constant("whole", TensorProto.FLOAT, [WHOLE]),
        constant("rise", TensorProto.FLOAT, [BREAK - WHOLE]),
    ]
    nodes = [
        helper.make_node("Slice", ["input_ids", "zero", "one", "axis"], ["start"]),
        helper.make_node("Slice", ["input_ids", "zero", "minus_one", "axis"], ["body"]),
        helper.make_node("Concat", ["start", "body"], ["previous"], axis=1),
        helper.make_node("Sub", ["input_ids", "previous"], ["step"]),
        helper.make_node("Equal", ["step", "one"], ["follows"]),
        helper.make_node("Not", ["follows"], ["jumps"]),
        helper.make_node("GreaterOrEqual", ["input_ids", "known"], ["this_known"]),
        helper.make_node("GreaterOrEqual", ["previous", "known"], ["previous_known"]),
        helper.make_node("And", ["this_known", "previous_known"], ["both_known"]),
        helper.make_node("And", ["both_known", "jumps"], ["breaks"]),
        helper.make_node("Cast", ["breaks"], ["as_number"], to=TensorProto.FLOAT),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["as_number", "mask"], ["broken"]),
        helper.make_node("Mul", ["broken", "rise"], ["risen"]),
        helper.make_node("Add", ["risen", "whole"], ["tokens"]),
        helper.make_node("ReduceSum", ["risen", "axis"], ["all"], keepdims=0),
        helper.make_node("Add", ["all", "whole"], ["sentence"]),
    ]
    shape = ("batch", "length")
    graph = helper.make_graph(
        nodes,
        "toy",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, shape)
            for name in ("input_ids", "attention_mask", "case")
        ],
        [
            helper.make_tensor_value_info("sentence", TensorProto.FLOAT, shape[:1]),
            helper.make_tensor_value_info("tokens", TensorProto.FLOAT, shape),
        ],
        constants,
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(made)
    return made
