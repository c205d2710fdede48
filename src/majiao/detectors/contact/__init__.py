"""Detectors of the contact stage: calls, chats and messages to the customer."""
