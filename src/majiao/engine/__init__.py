"""Wires the rooms together: event in, decision out."""
