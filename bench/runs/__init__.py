"""One module a kind of measurement: each prints and keeps one table."""
