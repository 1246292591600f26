"""Keeping a search."""

from casereview.web.fields import Form, text, yes_no


class SaveForm(Form):
    heading = "Keep this search"
    called = text("What do you want to call it?", limit=200, required="Enter a name for the search")
    by_email = yes_no(
        "Do you want an e-mail when there is something new?",
        hint="At most one a day for each search",
        required="Select yes if you want an e-mail when there is something new",
    )
