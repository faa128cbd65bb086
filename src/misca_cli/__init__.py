"""misca: facts with their sources, found from what one half remembers."""

__version__ = "0.1.0"
