"""Facts as charts, tables and sentences, in Vietnamese or English."""
