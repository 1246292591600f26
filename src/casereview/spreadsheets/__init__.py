"""Tables read and written, as CSV and as workbooks. The one reader and the one writer of the whole system; it knows no model."""
