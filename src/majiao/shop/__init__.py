"""Plugs into shops: so far the client that a shop's own Python code calls."""

from majiao.shop.client import Answer, Client

__all__ = ["Answer", "Client"]
