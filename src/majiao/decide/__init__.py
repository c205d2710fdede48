"""From signals to one decision, by a policy that a shopkeeper can read."""

from majiao.decide.decision import DUE, decide
from majiao.decide.policy import Policy, PolicyError, Rule, default_policy, load_policy

__all__ = ["DUE", "Policy", "PolicyError", "Rule", "decide", "default_policy", "load_policy"]
