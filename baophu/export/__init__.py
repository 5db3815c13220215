"""The fifth room: executed notebooks as files, through nbconvert exporters that read no data."""
