"""A bounded set of short hashes, and values made short enough to be kept."""

from hashlib import blake2b

from msgspec import Struct

_SIZE = 8
_SHORT = 24


def compact(value: str) -> str:
    """Give `value` itself if it is short and plain, otherwise a hash of it, 23 characters."""
    if len(value) <= _SHORT and value.isascii():
        return value
    return "#" + blake2b(value.encode("utf-8", "surrogatepass"), digest_size=11).hexdigest()


def print_of(*value: str) -> bytes:
    """Give the 8-byte hash under which `Prints` keeps a value."""
    joined = "\0".join(value).encode("utf-8", "surrogatepass")
    return blake2b(joined, digest_size=_SIZE).digest()


class Prints(Struct, array_like=True):
    """The last values noted, as 8-byte hashes in one run of bytes that encodes in no time.

    Takes and tests what `print_of` gives. A wrong "seen before" has a chance of about 2**-51
    per thousand values.
    """

    run: bytes = b""

    def add(self, print_: bytes, limit: int) -> bool:
        """Note a value as the last one and say whether it is new; the first over `limit` goes."""
        at = self._find(print_)
        if at < 0:
            self.run = (self.run + print_)[-limit * _SIZE :]
        elif at + _SIZE < len(self.run):
            self.run = self.run[:at] + self.run[at + _SIZE :] + print_
        return at < 0

    def has(self, print_: bytes) -> bool:
        """Say whether the value was noted."""
        return self._find(print_) >= 0

    def forget(self, number: int) -> None:
        """Forget the last `number` values."""
        if number > 0:
            self.run = self.run[: -number * _SIZE]

    def _find(self, print_: bytes) -> int:
        at = self.run.find(print_)
        while at > 0 and at % _SIZE:
            at = self.run.find(print_, at + 1)
        return at
