"""The analyst's console: decisions as they are made, and everything behind each."""
