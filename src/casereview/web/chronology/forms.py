"""Taking in an agency's chronology."""

from casereview.web.fields import date_field, text
from casereview.web.fields import upload as sent_file
from casereview.web.reviews.forms import OnReview


class ImportForm(OnReview):
    heading = "Add an agency’s chronology"
    upload = sent_file(
        "The chronology, as a CSV file, a workbook or a Word table",
        called="The chronology",
        required="Select the file of the chronology",
        most=20_000_000,
        hint="Its first row names the columns: Date and Event at least; Time, Source and Comments if there are such",
    )
    agency = text(
        "Whose chronology is it?",
        required="Enter whose chronology it is",
        hint="Where a row names its own agency, that one counts",
    )
    on = date_field("When did it come?", called="The day", past=True, required="Enter the day on which it came")
