"""What all pages share: languages, templates, static files and error pages."""
