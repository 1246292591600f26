"""Serious case reviews in England, from the notification to the national figures."""

__version__ = "0.1.0"
