"""The detectors in use: the built-in ones and those that other packages bring."""

from collections.abc import Collection, Sequence
from importlib.metadata import entry_points
from typing import Any

from majiao.detectors import ALL, Detector
from majiao.events import Context

GROUP = "majiao.detectors"


def detector_classes() -> tuple[type[Detector[Any, Any]], ...]:
    """Give the built-in detectors, then those of the entry-point group.

    Raises:
        ValueError: if two detectors have one id.

    """
    classes = (*ALL, *(point.load() for point in entry_points(group=GROUP)))
    seen: dict[str, type[Any]] = {}
    for detector in classes:
        other = seen.setdefault(detector.about.id, detector)
        if other is not detector:
            raise ValueError(f"two detectors are called {detector.about.id}")
    return classes


def build(context: Context, off: Collection[str] = ()) -> Sequence[Detector[Any, Any]]:
    """Build the detectors for one shop, but those that are switched off.

    Raises:
        ValueError: if one is to be off that does not exist.

    """
    classes = {make.about.id: make for make in detector_classes()}
    if unknown := [name for name in off if name not in classes]:
        raise ValueError(f"no detector is called {unknown[0]}; there are {', '.join(classes)}")
    return [make(context) for name, make in classes.items() if name not in off]


def known() -> frozenset[str]:
    """Name the detectors there are."""
    return frozenset(d.about.id for d in detector_classes())


def spoofable() -> frozenset[str]:
    """Name the detectors that read what an outsider can write."""
    return frozenset(d.about.id for d in detector_classes() if d.about.spoofable)
