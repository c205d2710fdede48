"""The engine in one process: state in memory, committed in groups to the store."""
