"""Detector states in memory, over those in the store."""

import logging
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

import msgspec

from majiao.detectors import Stateless
from majiao.engine.pipeline import AnyDetector, Plan
from majiao.store import Blob

_LOG = logging.getLogger(__name__)

_STATELESS = Stateless()
_NAME = itemgetter(0)


class _Cell:
    """One state with the event time after which it counts as forgotten, and what is stored."""

    __slots__ = ("expires", "state", "stored")

    def __init__(self, state: Any, expires: float, stored: Blob | None = None) -> None:
        self.state = state
        self.expires = expires
        self.stored = stored


class StateCache:
    """The states in use; beyond `limit` those not used lately are dropped.

    `floor` is the event time before which a state that ran out counts as forgotten even for a
    late event; so it makes no difference when such states are really deleted.

    Only `get` hands states out, and it notes each as changed, so `changed` is everything
    that the next commit has to write.
    """

    def __init__(self, limit: int) -> None:
        self.floor = float("-inf")
        self._limit = limit
        self._crowded = limit // 2
        self._cells: dict[str, _Cell] = {}
        self._changed: dict[str, _Cell] = {}
        self._decoders: dict[str, msgspec.msgpack.Decoder[Any]] = {}
        self._encode = msgspec.msgpack.Encoder().encode

    def missing(self, plans: Iterable[Plan]) -> dict[str, AnyDetector]:
        """Say which of the planned states are not in memory, by their id in the store."""
        return {
            name: detector
            for plan in plans
            for detector, name in plan
            if name not in self._cells and detector.state is not Stateless
        }

    def fill(self, missing: Mapping[str, AnyDetector], stored: Mapping[str, Blob]) -> None:
        """Take over what the store has; what it has not starts empty when it is asked for."""
        for name, blob in stored.items():
            try:
                state = self._decode(missing[name], blob.body)
            except msgspec.MsgspecError:
                # Another version of the detector wrote it: that key starts anew, no more.
                _LOG.exception("the state %r cannot be read and starts empty", name)
            else:
                self._cells[name] = _Cell(state, blob.expires, blob)

    def get(self, detector: AnyDetector, name: str, at: float) -> Any:
        """Give a state as of event time `at` (seconds), to be changed in place."""
        if detector.state is Stateless:
            return _STATELESS
        cell = self._cells.get(name)
        if cell is None or at > cell.expires or cell.expires < self.floor:
            cell = self._cells[name] = _Cell(detector.state(), 0.0)
        elif len(self._cells) > self._crowded:
            # Only a cache that will soon be full has to know what was used lately.
            self._cells[name] = self._cells.pop(name)
        self._changed[name] = cell
        # Rounded up to a sixteenth of the ttl: a state that is only looked at need not be
        # written again each time for the sake of its expiry.
        step = detector.ttl / 16
        cell.expires = max(cell.expires, (at // step + 17) * step)
        return cell.state

    def changed(self) -> list[Blob]:
        """Encode what was handed out since the last commit and is not as it is stored."""
        blobs = []
        # In the order of the store's tree, so that neighbours are written together.
        for name, cell in sorted(self._changed.items(), key=_NAME):
            blob = Blob(name, self._encoded(name, cell), cell.expires)
            if blob != cell.stored:
                cell.stored = blob
                blobs.append(blob)
        return blobs

    def _encoded(self, name: str, cell: _Cell) -> bytes:
        try:
            return self._encode(cell.state)
        except (TypeError, ValueError, OverflowError):
            _LOG.exception("the state %r cannot be stored and starts empty", name)
            self._cells.pop(name, None)
            return b""

    def committed(self) -> None:
        """Note that everything is written, and drop what is over the limit."""
        self._changed.clear()
        while len(self._cells) > self._limit:
            del self._cells[next(iter(self._cells))]

    def expire(self, before: float) -> None:
        """Drop states that ran out before this moment, as the store does."""
        gone = [name for name, cell in self._cells.items() if cell.expires < before]
        for name in gone:
            del self._cells[name]

    def forget(self) -> None:
        """Drop everything; used when a commit failed and memory is ahead of the store."""
        self._changed.clear()
        self._cells.clear()

    def _decode(self, detector: AnyDetector, body: bytes) -> Any:
        name = detector.about.id
        if name not in self._decoders:
            self._decoders[name] = msgspec.msgpack.Decoder(detector.state)
        return self._decoders[name].decode(body)
