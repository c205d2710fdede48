"""What is remembered per key: decaying counters and bounded windows, as encodable structs."""

from majiao.state.decay import Decayed
from majiao.state.recent import Recent

__all__ = ["Decayed", "Recent"]
