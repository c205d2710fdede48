"""How many decisions of each kind there were."""

import time

from majiao.events import ACTIONS
from majiao.web.services import Services


def counts(services: Services) -> dict[str, float]:
    """Give the decisions per action since the start, and `rate` in events per second."""
    found: dict[str, float] = dict.fromkeys(ACTIONS, 0)
    for metric in services.runner.metrics.decisions.collect():
        for sample in metric.samples:
            if sample.name.endswith("_total"):
                found[sample.labels["action"]] = int(sample.value)
    stored = services.runner.engine.position.offset
    return found | {"rate": services.pace.rate(stored, time.monotonic())}
