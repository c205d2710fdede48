"""Simulator, training and benchmarks; imported by no other room."""
