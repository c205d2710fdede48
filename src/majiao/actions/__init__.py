"""Carrying decisions out: follow-ups are queued once, done once, logged and undoable."""

from majiao.actions.outbox import ActionRow, Outbox, UnknownActionError, queue_follow_ups

__all__ = ["ActionRow", "Outbox", "UnknownActionError", "queue_follow_ups"]
