"""What is remembered per key: counters, windows and sets of bounded size, as encodable structs."""

from majiao.state.decay import Decayed
from majiao.state.prints import Prints, compact, print_of
from majiao.state.recent import Recent
from majiao.state.tally import Tally

__all__ = ["Decayed", "Prints", "Recent", "Tally", "compact", "print_of"]
