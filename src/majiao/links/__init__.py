"""Reading a URL: canonical form, owner, the brand it claims; pure functions.

`judge` is the whole answer; the rest are its parts.
"""

from majiao.links.brands import Brand, Owner, owner_of
from majiao.links.brands import table as brand_table
from majiao.links.claims import Claimed
from majiao.links.judge import LinkFinding, LinkLevel, is_somebodys, judge, judge_said
from majiao.links.lookalike import Imitation, imitation
from majiao.links.names import brands_in
from majiao.links.said import Said, hear, is_named
from majiao.links.talk import Talk, talk_in
from majiao.links.url import Url, canonical, registrable_domain
from majiao.links.wording import skeleton

__all__ = [
    "Brand",
    "Claimed",
    "Imitation",
    "LinkFinding",
    "LinkLevel",
    "Owner",
    "Said",
    "Talk",
    "Url",
    "brand_table",
    "brands_in",
    "canonical",
    "hear",
    "imitation",
    "is_named",
    "is_somebodys",
    "judge",
    "judge_said",
    "owner_of",
    "registrable_domain",
    "skeleton",
    "talk_in",
]
