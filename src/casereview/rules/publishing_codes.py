"""The code lists of a report on its way to being published, and of what came of it."""

from casereview.rules.codes import Code


class VersionKind(Code):
    FULL = "full", "The whole report"
    REDACTED = "redacted", "The report with passages taken out"
    SUMMARY = "summary", "A summary"


class Point(Code):
    FINDING = "finding", "Finding"
    RECOMMENDATION = "recommendation", "Recommendation"


class Level(Code):
    """To whom a recommendation goes. The panel misses those to senior managers and national bodies (report paragraph 28)."""

    FRONT_LINE = "front_line", "Front line"
    TEAM_MANAGER = "team_manager", "Team managers"
    SENIOR_MANAGER = "senior_manager", "Senior managers"
    AGENCY_BOARD = "agency_board", "An agency's board"
    LSCB = "lscb", "The safeguarding board"
    REGIONAL = "regional", "Regional bodies"
    GOVERNMENT = "national_government", "National government"
    REGULATOR = "national_regulator", "National regulators"
    PROFESSION = "professional_body", "Professional bodies"


class Kept(Code):
    """What is to be kept out of a report, by kind."""

    PERSON = "person", "Person"
    ADDRESS = "address", "Address"
    POSTCODE = "postcode", "Postcode"
    SCHOOL = "school", "School or nursery"
    SURGERY = "surgery", "Surgery"
    TELEPHONE = "telephone", "Telephone number"
    NHS_NUMBER = "nhs_number", "NHS number"
    UPN = "upn", "Unique pupil number"
    NI_NUMBER = "ni_number", "National Insurance number"
    VEHICLE = "vehicle", "Vehicle mark"
    PLACE = "place", "Place"
    CONDITION = "condition", "Rare condition"
    WORDS = "words", "Other words"


OF_NOBODY = (Kept.PLACE, Kept.CONDITION, Kept.WORDS)
"""Kinds that are looked for whoever they belong to."""


class HitAction(Code):
    REMOVE = "remove", "It goes"
    ACCEPT = "accept", "It may stay"


class RedactionReason(Code):
    IDENTIFIES_CHILD = "identifies_child", "It would identify a child"
    IDENTIFIES_OTHER = "identifies_other", "It would identify somebody else"
    HEALTH = "health", "It tells of somebody's health or private life"
    THREAT = "threat", "It would put somebody in danger"
    COURT_ORDER = "court_order", "A court has ordered it"
    PROCEEDINGS = "proceedings", "It would prejudice proceedings"
    OTHER = "other", "Another reason"


class NoticeTo(Code):
    FAMILY = "family", "The family"
    PRACTITIONERS = "practitioners", "The practitioners who were involved"
    AGENCIES = "agencies", "The agencies"
    INSPECTORATE = "inspectorate", "Ofsted and the department"
    POLICE = "police", "Police, prosecutors or the coroner"
    PRESS = "press", "The press office"


class PersonHarmed(Code):
    """Who was harmed, by kind. Nobody is named."""

    SUBJECT = "subject_child", "The child whom the review is about"
    SIBLING = "sibling", "A brother or sister"
    PARENT = "parent", "A parent or carer"
    RELATIVE = "relative", "Another relative"
    PRACTITIONER = "practitioner", "A practitioner"
    OTHER = "other", "Somebody else"


class Severity(Code):
    DISTRESS = "distress", "Distress"
    IDENTIFIED = "identified", "Identified, sought out or harassed"
    MOVED = "moved", "Had to move, or lost work or a placement"
    INJURED = "injured", "Harmed in body or mind, with treatment needed"
    DIED = "died", "Died"


class Cause(Code):
    ESTABLISHED = "established", "Established: the publication caused it"
    LIKELY = "likely", "Likely"
    NOT_SHOWN = "not_shown", "Not shown: it came after, and may have other causes"
