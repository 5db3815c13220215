"""What the bar at the top of a page leads to; a page that is built alone has none, for its links would be dead."""

NO_BAR, WHOLE_BAR = "none", "site-and-language"
BARS = (NO_BAR, WHOLE_BAR)
