"""The code lists of the catalogue. domain.md 6.2, 9.2 and 13.2."""

from casereview.rules.codes import Code


class ReviewKind(Code):
    """What kind of review a report is of, in each of the nations and at each time."""

    SCR = "scr", "Serious case review"
    LCSPR = "lcspr", "Local child safeguarding practice review"
    NATIONAL = "national", "National child safeguarding practice review"
    CPR_CONCISE = "cpr_concise", "Child practice review, concise (Wales)"
    CPR_EXTENDED = "cpr_extended", "Child practice review, extended (Wales)"
    SUSR = "susr", "Single unified safeguarding review (Wales)"
    SIGNIFICANT = "significant", "Significant case review (Scotland)"
    LEARNING_SCOTLAND = "learning_scotland", "Learning review (Scotland)"
    CMR = "cmr", "Case management review (Northern Ireland)"
    THEMATIC = "thematic", "Thematic review"
    LEARNING = "learning", "Other learning review"
    INVESTIGATION = "investigation", "Another body's investigation"
    GUIDANCE = "guidance", "Guidance"


class Outcome(Code):
    DEATH = "death", "Death"
    SERIOUS_HARM = "serious_harm", "Serious harm"
    BOTH = "both", "Death and serious harm"
    NOT_SAID = "not_said", "Not said"


class AgeBand(Code):
    """The bands of the published statistics, and some that a report may need."""

    UNDER_1 = "under_1", "Under 1"
    FROM_1_TO_5 = "1_to_5", "1 to 5"
    FROM_6_TO_10 = "6_to_10", "6 to 10"
    FROM_11_TO_15 = "11_to_15", "11 to 15"
    FROM_16_TO_17 = "16_to_17", "16 to 17"
    CARE_LEAVER = "18_to_24", "18 to 24 (care leaver)"
    SEVERAL = "several", "Several ages"
    NOT_SAID = "not_said", "Not said"


class Method(Code):
    TRADITIONAL = "traditional_imr", "Individual management reviews and an overview"
    SCIE = "scie_learning_together", "Learning Together (SCIE)"
    SILP = "silp", "Significant Incident Learning Process"
    WELSH = "welsh_cpr", "Welsh child practice review"
    ROOT_CAUSE = "root_cause", "Root cause analysis"
    APPRECIATIVE = "appreciative_inquiry", "Appreciative inquiry"
    PARTNERSHIP = "partnership_review", "Partnership review"
    HYBRID = "hybrid", "Hybrid"
    BESPOKE = "bespoke", "Made for this review"
    NOT_SAID = "not_said", "Not said"


class Licence(Code):
    """On what terms an entry's report may be used again. What the catalogue says of it is always open."""

    OGL = "ogl_3", "Open Government Licence 3.0"
    CC_BY = "cc_by_4", "Creative Commons Attribution 4.0"
    BOARD = "board", "Copyright of the board: read, cite and copy for learning; ask before publishing again"
    OTHER = "other", "As the report says"


class Origin(Code):
    """How a report came to the repository."""

    HANDED_IN = "handed_in", "Handed in by a board"
    PUBLICATION = "publication", "From the publication of a review"
    FOLDER = "folder", "Read from a file"
    CATALOGUE = "catalogue", "From another catalogue"


class PointKind(Code):
    LEARNING = "learning", "Learning point"
    RECOMMENDATION = "recommendation", "Recommendation"
