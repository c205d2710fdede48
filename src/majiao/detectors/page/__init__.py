"""Detectors of the page stage: links and the pages behind them."""
