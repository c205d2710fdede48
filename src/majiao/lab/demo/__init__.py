"""A demo shop's life without end: honest customers, and one gang that tries again and again.

For `majiao serve --demo` and for trying a policy: events in time order, about three a second of
event time, the same for the same seed and start. Every two minutes or so the gang acts out
one whole refund scam: a stuffing burst, a hit, orders put into return, a planted notice, the
call, the link, the report; then it starts again with another account, number and host. It goes
on as if nothing had stopped it, so that each step is seen.

The generator reads no clock: whoever calls it decides how fast time passes.
"""

from majiao.lab.demo.drafts import Act, Told
from majiao.lab.demo.story import SHOP, demo_events, demo_story

__all__ = ["SHOP", "Act", "Told", "demo_events", "demo_story"]
