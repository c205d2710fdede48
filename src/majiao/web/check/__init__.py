"""The public check page: paste what somebody said, read what to do."""
