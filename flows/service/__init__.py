"""Prefect's server and the service that runs on it, and who may ask it for what."""
