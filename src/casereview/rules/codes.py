"""The code lists: each value as it is stored and exchanged, with the words that pages and letters use for it."""

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A stored value with its words: `IncidentKind.DEATH.words`."""

    words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and words, in order, as form fields and drop-downs take them."""
        return [(member.value, member.words) for member in cls]

    @classmethod
    def words_for(cls, value: str) -> str:
        """The words for a stored value; the value itself where the list does not hold it; nothing for nothing."""
        return cls(value).words if value in cls._value2member_map_ else value


class IncidentKind(Code):
    DEATH = "death", "Death of a child"
    SERIOUS_HARM = "serious_harm", "Serious harm to a child"
    OTHER = "other", "Other"


class AbuseOrNeglect(Code):
    KNOWN = "known", "Known"
    SUSPECTED = "suspected", "Suspected"
    NOT_SUSPECTED = "not_suspected", "Not suspected"


class Concern(Code):
    YES = "yes", "Yes"
    NO = "no", "No: there is definite evidence that there are no concerns"
    NOT_KNOWN = "not_known", "Not known yet"


class Recipient(Code):
    OFSTED = "ofsted", "Ofsted"
    PANEL = "panel", "The national panel"


class PostMortem(Code):
    NOT_APPLICABLE = "not_applicable", "Does not apply: no child has died"
    PENDING = "pending", "Pending: the results are not fully confirmed"
    CONFIRMED = "confirmed", "Confirmed"


class Matter(Code):
    NON_INITIATION = "non_initiation", "A decision not to review"
    NON_PUBLICATION = "non_publication", "A proposal not to publish"


class ProposedRoute(Code):
    """What a board proposes, and the panel may agree, in place of full publication."""

    NOT_PUBLISHED = "not_published", "Not published"
    ANONYMOUS = "anonymous", "Published anonymously through the national repository"
    SUMMARY = "summary", "Published as a summary only"


class View(Code):
    AGREE = "agree", "Agrees"
    REFER_BACK = "refer_back", "Refers back for further information"
    DISAGREE = "disagree", "Disagrees"
    SATISFIED = "satisfied", "Satisfied with the explanation"
    NOTED = "noted", "Notes that its advice was not accepted"


class Ground(Code):
    INFORMATION_QUALITY = "information_quality", "The quality of the information"
    INFORMATION_QUANTITY = "information_quantity", "Too little information"
    POST_MORTEM_PENDING = "post_mortem_pending", "Post-mortem results are not confirmed"
    UNEXPLAINED_DELAY = "unexplained_delay", "Unexplained delay"
    SERIOUS_HARM = "serious_harm", "The definition of serious harm"
    ABUSE_OR_NEGLECT = "abuse_or_neglect", "Whether abuse or neglect is known or suspected"
    JOINT_WORKING = "joint_working", "Concern about how agencies worked together"
    PERPETRATOR_NOT_VICTIM = "perpetrator_not_victim", "The child is the perpetrator, not the victim"
    MANY_CHILDREN = "many_children", "Harm to many children, not serious to any one"
    IN_UTERO = "in_utero", "Harm before birth"
    COST_CITED = "cost_cited", "Cost was among the reasons"
    OTHER = "other", "Other"


class Position(Code):
    INITIATES = "initiates", "Will hold a review"
    EXPLAINS = "explains", "Explains its decision further"
    INFORMS = "informs", "Sends further information"
    DECLINES = "declines", "Does not accept the advice"
    WILL_PUBLISH = "will_publish", "Will publish"


class Cast(Code):
    """How a member voted on the panel's view."""

    FOR = "for", "For"
    AGAINST = "against", "Against"
    ABSTAINED = "abstained", "Abstained"


class Asked(Code):
    """What the panel asks of a board before it advises."""

    INFORMATION = "information", "Further information"
    CHAIR_ATTENDS = "chair_attends", "That the Chair attend a meeting"


class PublicationRoute(Code):
    FULL = "full", "In full"
    REDACTED = "redacted", "In full with redactions"
    ANONYMOUS = "anonymous", "Anonymously, through the national repository"
    SUMMARY = "summary", "A summary only"


class LetterKind(Code):
    """What a letter of the panel's to a board conveys."""

    ADVICE = "advice", "The panel’s advice"
    DEFICIENCY = "deficiency", "What is missing from a submission"
    NOTICE = "notice", "Notice that the board will be on the register of advice not accepted"


class DespatchKind(Code):
    """What a letter of the panel's that belongs to no case is."""

    SILENT = "silent", "Letter to a board not heard of"
    REPLY = "reply", "Answer to an approach by a person with no board"


class Approacher(Code):
    """Who it is that approaches the panel without a board."""

    RELATIVE = "relative", "A relative"
    JOURNALIST = "journalist", "A journalist"
    PROFESSIONAL = "professional", "Somebody who works with children"
    REPRESENTATIVE = "representative", "A lawyer, or another who speaks for somebody"
    OTHER = "other", "Somebody else"


class Signpost(Code):
    """Where somebody who approaches the panel can turn to."""

    BOARD_CHAIR = "board_chair", "The Chair of the area's board"
    COMPLAINTS = "complaints", "The council's complaints, and the Ombudsman"
    CHILD_IN_DANGER = "child_in_danger", "Children's services, or 999"
    POLICE = "police", "The police"
    CORONER = "coroner", "The coroner's office"
    PRESS_OFFICE = "press_office", "The department's press office"
    LEFT_ALONE = "left_alone", "Nowhere: the person asked not to be contacted, and nothing is sent"


class Addressee(Code):
    """To whom the panel addresses a recommendation."""

    MINISTERS = "ministers", "Ministers"
    DFE = "dfe", "Department for Education"
    OFSTED = "ofsted", "Ofsted"
    AILC = "ailc", "Association of Independent LSCB Chairs"
    CHAIRS = "chairs", "LSCB Chairs"
    LSCBS = "lscbs", "LSCBs"


class AddresseePosition(Code):
    """What an addressee answers to a recommendation."""

    ACCEPTS = "accepts", "Accepts it"
    PARTLY = "partly", "Accepts it in part"
    CONSIDERS = "considers", "Will consider it"
    REJECTS = "rejects", "Does not accept it"


class Grade(Code):
    """How the panel sees what has been done: the first four leave a recommendation open, the others close it."""

    AWAITING = "awaiting", "Open: awaiting an answer"
    ACCEPTABLE = "acceptable", "Open: acceptable"
    ALTERNATIVE = "alternative", "Open: acceptable alternative"
    UNACCEPTABLE = "unacceptable", "Open: unacceptable"
    DONE = "done", "Closed: done"
    DONE_OTHERWISE = "done_otherwise", "Closed: done otherwise"
    OVERTAKEN = "overtaken", "Closed: overtaken"
    REJECTED = "rejected", "Closed: rejected"
    NOT_DONE = "not_done", "Closed: not done"


class ContactKind(Code):
    LETTER = "letter", "Letter"
    MEETING = "meeting", "Meeting"
    NIL_RETURN = "nil_return", "Nil return"
    OUT_OF_REMIT = "out_of_remit", "Approach by a person with no board (out of remit)"


class ChildRole(Code):
    VICTIM = "victim", "Victim"
    ALSO_HARMED = "also_harmed", "Also harmed"
    PERPETRATOR = "perpetrator", "Perpetrator"


class Known(Code):
    """An answer to something that may not be known yet, which is neither no nor no answer."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known yet"


class Sex(Code):
    FEMALE = "female", "Female"
    MALE = "male", "Male"
    NOT_KNOWN = "not_known", "Not known yet"


class Ethnicity(Code):
    """The national codes of a child's ethnicity, by which the department's statistics are drawn."""

    WBRI = "WBRI", "White British"
    WIRI = "WIRI", "White Irish"
    WIRT = "WIRT", "Traveller of Irish heritage"
    WROM = "WROM", "Gypsy or Roma"
    WOTH = "WOTH", "Any other White background"
    MWBC = "MWBC", "White and Black Caribbean"
    MWBA = "MWBA", "White and Black African"
    MWAS = "MWAS", "White and Asian"
    MOTH = "MOTH", "Any other mixed background"
    AIND = "AIND", "Indian"
    APKN = "APKN", "Pakistani"
    ABAN = "ABAN", "Bangladeshi"
    AOTH = "AOTH", "Any other Asian background"
    BCRB = "BCRB", "Black Caribbean"
    BAFR = "BAFR", "Black African"
    BOTH = "BOTH", "Any other Black background"
    CHNE = "CHNE", "Chinese"
    OOTH = "OOTH", "Any other ethnic group"
    REFU = "REFU", "Refused"
    NOBT = "NOBT", "Not known yet"


class LivingAt(Code):
    """Where a child was living, in the words of the published statistics and some that they count as other."""

    HOME = "living at home", "Living at home"
    RELATIVES = "with relatives", "With relatives or friends"
    FOSTER_CARE = "foster care", "Foster care"
    CHILDRENS_HOME = "residential children's home", "Residential children's home"
    HOSPITAL = "hospital", "Hospital"
    MOTHER_AND_BABY = "mother-and-baby unit", "Mother-and-baby unit"
    SUPPORTED = "supported accommodation", "Supported or semi-independent accommodation"
    SCHOOL = "residential school", "Boarding or residential school"
    CUSTODY = "young offender institution", "Young offender institution or other custody"
    OTHER = "other", "Somewhere else"
    NOT_KNOWN = "not_known", "Not known yet"


class Finding(Code):
    """What a Chair found on one limb of the criteria."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    NOT_KNOWN = "not_known", "Not known yet"


class CheckResult(Code):
    COMPLETE = "complete", "Complete"
    INCOMPLETE = "incomplete", "Something is missing"


class Role(Code):
    """Who a person is when they act. domain.md 1.3."""

    NOTIFIER = "notifier", "Local-authority notifier"
    MANAGER = "manager", "Board business manager"
    CHAIR = "chair", "Board Chair"
    SECRETARY = "secretary", "Panel secretary"
    MEMBER = "member", "Panel member"
    ANALYST = "analyst", "DfE analyst"
    CATALOGUER = "cataloguer", "Repository cataloguer"
    REVIEWER = "reviewer", "Reviewer"


class OrganisationKind(Code):
    AUTHORITY = "authority", "Local authority"
    BOARD = "board", "Board"
    PANEL = "panel", "National panel"
    DEPARTMENT = "department", "Department"
    REPOSITORY = "repository", "National repository"


SERVES = {
    Role.NOTIFIER: OrganisationKind.AUTHORITY,
    Role.MANAGER: OrganisationKind.BOARD,
    Role.CHAIR: OrganisationKind.BOARD,
    Role.SECRETARY: OrganisationKind.PANEL,
    Role.MEMBER: OrganisationKind.PANEL,
    Role.ANALYST: OrganisationKind.DEPARTMENT,
    Role.CATALOGUER: OrganisationKind.REPOSITORY,
    Role.REVIEWER: OrganisationKind.BOARD,
}
"""The kind of organisation in which each role is held."""
