"""Detectors of the chain's account stage: who gets into an account, and how."""
