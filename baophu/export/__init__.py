"""Executed notebooks as files, by nbconvert exporters that read no data."""
