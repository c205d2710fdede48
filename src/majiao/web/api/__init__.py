"""The API under `/v1`, and the probes."""

from majiao.web.api.decisions import decisions
from majiao.web.api.events import events
from majiao.web.api.system import healthz, metrics, readyz, schema
from majiao.web.api.work import actions, cases, change_case, move_action, one_case

ROUTES = (
    decisions,
    events,
    cases,
    one_case,
    change_case,
    actions,
    move_action,
    healthz,
    readyz,
    metrics,
    schema,
)
"""Every handler of the API that is not open to everybody (`check_texts` is)."""

__all__ = ["ROUTES"]
