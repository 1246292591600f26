"""What is put on record about a recommendation: an answer, a day, the panel's grade."""

from casereview.rules.codes import AddresseePosition, Grade
from casereview.web.fields import Form, choice, date_field, words


class AnswerForm(Form):
    heading = "Record what the addressee answers"
    on = date_field("When did it answer?", called="The day", past=True, required="Enter the day on which it answered")
    position = choice("What does it answer?", AddresseePosition.choices(), required="Select what it answers")
    text = words("In its own words", rows=6)


class TargetForm(Form):
    heading = "Record the day by which it will be done"
    on = date_field(
        "When was that said?", called="The day it was said", past=True, required="Enter the day it was said"
    )
    target = date_field("By which day will it be done?", called="The day", required="Enter the day by which it is done")
    text = words("Why, if this moves an earlier day?", rows=4, unsaid=True)


class GradeForm(Form):
    heading = "Grade what has been done"
    on = date_field(
        "On which day did the panel grade it?", called="The day", past=True, required="Enter the day of the grade"
    )
    grade = choice("How does the panel see it?", Grade.choices(), required="Select the panel’s grade")
    text = words("On what does the panel rest this?", rows=6, required="Say on what the panel rests this")


FORMS = {"answer": AnswerForm, "target": TargetForm, "grade": GradeForm}
