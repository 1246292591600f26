"""The stretches of time of which the plan speaks."""

from datetime import date

from casereview.rules.figures import Period, panel_year

FIRST, SECOND = panel_year(2013), panel_year(2014)
"""The two years that the panel's second report counts."""

REPORT = date(2015, 10, 31)
"""The day as at which the second report counted: the last day of the month in which it was written."""

RESTATED = date(2016, 6, 30)

BEFORE_THE_PANEL = Period(date(2010, 3, 17), date(2013, 5, 31))
"""From the first edition of the guidance held here, to the month before the panel met."""

PANEL_BEGAN = Period(date(2013, 6, 3), date(2013, 6, 28))
"""The month of the panel's first meeting, in which boards told it of what they had in hand."""

BY_THE_REPORT = Period(FIRST.first, date(2015, 10, 16))
"""Done, and recorded, when the second report was written."""

AFTER_THE_REPORT = Period(date(2015, 11, 2), date(2020, 12, 31))
BY_THE_RESTATEMENT = Period(date(2015, 11, 2), date(2016, 6, 24))
EVER_SINCE = Period(date(2016, 7, 1), date(2100, 12, 31))

ON_ADVICE_IN_2014 = Period(SECOND.first, BY_THE_REPORT.last)
"""After the panel's first year had ended: reviews begun on the advice of that year, when the report was written."""
