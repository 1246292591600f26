"""The code lists of a review: its stages, what runs beside it, why it is late, and how it is done."""

from casereview.rules.codes import Code


class ReviewStage(Code):
    """The stages of a review, in the order of the boards' own procedures (Norfolk, Sefton, Suffolk, the South West)."""

    AGENCIES = "agencies", "Agencies asked what they know"
    FAMILY_TOLD = "family_told", "Family told of the review"
    TERMS = "terms", "Terms of reference agreed"
    REVIEWER = "reviewer", "Reviewer appointed"
    TEAM = "team", "Review team first met"
    AGENCY_REPORTS = "agency_reports", "Agencies' reports and chronologies in"
    CHRONOLOGY = "chronology", "Chronologies merged"
    PRACTITIONERS = "practitioners", "Practitioners heard"
    FAMILY = "family", "Family heard"
    DRAFT = "draft", "Draft report"
    CHALLENGE = "challenge", "Draft challenged by the board"
    FINAL = "final", "Final report, response and action plan adopted"
    PANEL_COPY = "panel_copy", "Report copied to the panel"
    PUBLICATION = "publication", "Report published"
    DISSEMINATION = "dissemination", "Learning passed on"


class Method(Code):
    """How a review is done. It is kept for research, and nothing depends on it (report paragraph 29)."""

    TRADITIONAL = "traditional", "Individual management reviews and an overview report"
    LEARNING_TOGETHER = "learning_together", "Learning Together (SCIE)"
    SILP = "silp", "Significant Incident Learning Process"
    WELSH = "welsh", "Welsh child practice review"
    ROOT_CAUSE = "root_cause", "Root cause analysis"
    APPRECIATIVE = "appreciative_inquiry", "Appreciative inquiry"
    PARTNERSHIP = "partnership_review", "Partnership review"
    HYBRID = "hybrid", "A hybrid of several"
    BESPOKE = "bespoke", "Made for this case"


class Part(Code):
    LEAD = "lead", "Lead reviewer"
    SECOND = "second", "Second reviewer"
    CHAIR = "team_chair", "Chair of the review team"


class Process(Code):
    """What may run beside a review, and hold it up."""

    CRIMINAL = "criminal", "Criminal investigation or trial"
    INQUEST = "inquest", "Inquest or post-mortem"
    CHILD_DEATH = "child_death_review", "Child death review"
    FAMILY_COURT = "family_court", "Care proceedings or family court"
    DOMESTIC_HOMICIDE = "domestic_homicide_review", "Domestic homicide review"
    ADULTS = "safeguarding_adults_review", "Safeguarding adults review"
    MAPPA = "mappa_review", "MAPPA serious case review"
    MENTAL_HEALTH = "mental_health_review", "Mental-health homicide review"
    NHS = "nhs_incident", "NHS serious incident"
    COMPLAINTS = "police_or_prisons_ombudsman", "Police complaints body, or prisons and probation ombudsman"
    WEAPONS = "offensive_weapons_review", "Offensive weapons homicide review"
    EMPLOYMENT = "employment", "Disciplinary or regulator's proceedings"
    INSPECTION = "inspection", "Inspection"
    OTHER = "other", "Another process"


class ProcessState(Code):
    EXPECTED = "expected", "Expected"
    UNDER_WAY = "under_way", "Under way"
    ENDED = "ended", "Ended"


class DelayCause(Code):
    """Why a review stands still. Those who answered in 2013 named legal processes above all."""

    CRIMINAL = "criminal", "Criminal investigation or trial"
    INQUEST = "inquest", "Inquest or post-mortem"
    FAMILY_COURT = "family_court", "Care proceedings or family court"
    OTHER_PROCESS = "other_process", "Another process beside the review"
    COMMISSIONING = "commissioning", "Commissioning: terms, or finding a reviewer"
    REVIEWER = "reviewer", "The reviewer's time, or a change of reviewer"
    AGENCY = "agency", "An agency's information was late"
    FAMILY = "family", "The family's wishes or availability"
    DRAFTING = "drafting", "Drafting, and the quality of drafts"
    BOARD = "board", "The board's own timetable"
    LEGAL_ADVICE = "legal_advice", "Legal advice, or a court order, on publishing"
    OTHER = "other", "Another cause"


class Skill(Code):
    """What the panel asks of a reviewer comes first: to analyse, and to write so that people read it (recommendation five)."""

    ANALYSIS = "analysis", "Analysis: explains why, not only what"
    WRITING = "writing", "Short, clear writing"
    SYSTEMS = "systems", "How organisations work and fail"
    FAMILIES = "families", "Hearing families"
    PRACTITIONERS = "practitioners", "Hearing practitioners"
    SOCIAL_WORK = "social_work", "Social work"
    HEALTH = "health", "Health"
    POLICE = "police", "Police"
    EDUCATION = "education", "Education"
    LAW = "law", "Law"
    SAFETY = "safety", "Accident investigation or patient safety"
