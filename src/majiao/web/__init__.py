"""The front doors over HTTP: the API, the public check page and the analyst's console."""
