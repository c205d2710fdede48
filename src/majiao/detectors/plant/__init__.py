"""Detectors of the plant stage: notices written into fields, orders tampered with."""
