"""The API under `/v1`, and the probes."""
