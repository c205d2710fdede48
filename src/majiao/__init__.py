"""Majiao: a defence for shops and customers against the fake-customer-service refund scam."""

__version__ = "0.1.0.dev0"
