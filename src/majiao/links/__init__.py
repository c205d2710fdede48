"""Reading a URL: canonical form, owner, claimed brand; pure functions."""
