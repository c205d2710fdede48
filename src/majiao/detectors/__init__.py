"""One file per detector, in folders named after the links of the chain.

The list is kept by hand; a package of somebody else's adds to it by the entry-point group
`majiao.detectors`.
"""

from typing import Any

from majiao.detectors.account.accounts_per_source import AccountsPerSource
from majiao.detectors.account.unlike_past import UnlikePast
from majiao.detectors.base import About, Detector, Stage, Stateless
from majiao.detectors.contact.customer_demands import CustomerDemands
from majiao.detectors.page.foreign_link import ForeignLink
from majiao.detectors.plant.planted_notice import PlantedNotice

ALL: tuple[type[Detector[Any, Any]], ...] = (
    AccountsPerSource,
    UnlikePast,
    PlantedNotice,
    CustomerDemands,
    ForeignLink,
)
"""The built-in detectors, in the order of the chain."""

__all__ = ["ALL", "About", "Detector", "Stage", "Stateless"]
