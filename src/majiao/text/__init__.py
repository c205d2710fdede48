"""Reading what people wrote: views, entities, demands; pure functions."""

from majiao.text.fields import FieldReading, read_field
from majiao.text.heard import Heard
from majiao.text.reading import read
from majiao.text.shapes import RANK, Demand, Entity, Reading, Speaker, Verdict
from majiao.text.tactics import TACTICS, Tactic, advice

__all__ = [
    "RANK",
    "TACTICS",
    "Demand",
    "Entity",
    "FieldReading",
    "Heard",
    "Reading",
    "Speaker",
    "Tactic",
    "Verdict",
    "advice",
    "read",
    "read_field",
]
