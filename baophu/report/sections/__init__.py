"""The report's sections, one module each: blocks over the facts, in the words of one language."""
