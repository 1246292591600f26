"""The code lists of agencies' and people's part in a review, of its cost, and of the quality markers."""

from casereview.rules.codes import Code


class Asked(Code):
    CHRONOLOGY = "chronology", "A chronology"
    REPORT = "report", "A report on its own part"
    RECORDS = "records", "Records"
    PRACTITIONERS = "practitioners", "Its practitioners' time"
    OTHER = "other", "Something else"


class Person(Code):
    CHILD = "child", "The child"
    SIBLING = "sibling", "A brother or sister"
    MOTHER = "mother", "The mother"
    FATHER = "father", "The father"
    CARER = "carer", "Another carer"
    GRANDPARENT = "grandparent", "A grandparent"
    RELATIVE = "relative", "Another relative"
    PRACTITIONER = "practitioner", "A practitioner"
    MANAGER = "manager", "A practitioner's manager"


PRACTITIONERS = {Person.PRACTITIONER, Person.MANAGER}


class Took(Code):
    """What part somebody had."""

    TOLD = "told", "Was told of the review"
    INVITED = "invited", "Was asked to take part"
    MET = "met", "Was met"
    CONTRIBUTED = "contributed", "Contributed"
    COMMENTED = "commented", "Commented on the report"
    DECLINED = "declined", "Did not want to take part"
    NOT_INVOLVED = "not_involved", "Was not involved"
    FED_BACK = "fed_back", "Was told what came of it"


class Contact(Code):
    MAY = "may", "May be contacted"
    LEAVE_ALONE = "leave_alone", "Asked not to be contacted"


class CostItem(Code):
    BUDGET = "budget", "Budget"
    FEE = "fee", "Reviewer's fee"
    HOURS = "hours", "An agency's hours"
    OTHER = "other", "Another cost"


class Marker(Code):
    """The 18 quality markers of SCIE and the NSPCC (2016), each by what it asks, in our words. None is a score."""

    M1 = "1", "1. Referral: the case was put forward promptly, with a reason"
    M2 = "2", "2. Decision: whether and how to review was decided in time, and is explained"
    M3 = "3", "3. Board members: all of the board know what was decided, and why"
    M4 = "4", "4. Telling the family: they know what the review is for, how it goes, and its limits"
    M5 = "5", "5. Purpose: it is openly about learning of organisations, with what complicates it named"
    M6 = "6", "6. Commissioning: its form and focus fit the case, and board and reviewer both shaped it"
    M7 = "7", "7. Governance: it is independent, and the board owns its findings"
    M8 = "8", "8. Management: it runs smoothly, in time and in budget, and delays are reported"
    M9 = "9", "9. Parallel processes: nothing is doubled, prejudiced, delayed or confused"
    M10 = "10", "10. Information: enough of it, from several sources, on what happened, why, and how usual that is"
    M11 = "11", "11. Practitioners: taking part was of use to them"
    M12 = "12", "12. Family: what the family know is part of the review"
    M13 = (
        "13",
        "13. Analysis: it shows how it was reached, explains practice without hindsight, and speaks to the system",
    )
    M14 = "14", "14. Report: findings are easy to find, family detail is least, and it can be published whole"
    M15 = "15", "15. Improvement: agencies debate and agree what to do"
    M16 = "16", "16. Board's response: short, clear, and fit to publish"
    M17 = "17", "17. Publication: whether, when and how was weighed by what it does"
    M18 = "18", "18. Implementation: it is in the board's plan, and looked at for effect, not only completion"
