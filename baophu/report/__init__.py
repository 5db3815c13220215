"""The fourth room: facts shown as charts, tables and sentences, in Vietnamese or English."""
